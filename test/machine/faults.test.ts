import { expect, it } from '@jest/globals';
import type { Runbook } from '#domain/runbook.ts';
import { compile, configOf } from '#machine/compile.ts';
import { assemble } from '#machine/kit.ts';
import { explore } from './model/explore.ts';
import type { Invariant } from './model/invariants.ts';
import { action, runbook, undone } from './shapes.ts';

interface Transition {
  readonly target?: string;
  readonly reenter?: boolean;
  readonly guard?: { readonly params: { readonly of: readonly string[] } };
}

type Change = (event: string, transition: Transition) => Transition | undefined;

const conditionsOf = (transition: Transition) => transition.guard?.params.of ?? [];

const without = (condition: string, transition: Transition): Transition => {
  const { guard } = transition;
  if (!guard) return transition;
  const of = guard.params.of.filter((one) => one !== condition);
  return { ...transition, guard: { ...guard, params: { ...guard.params, of } } };
};

const renamed = (from: string, to: string, transition: Transition): Transition => {
  const { guard } = transition;
  if (!guard) return transition;
  const of = guard.params.of.map((one) => (one === from ? to : one));
  return { ...transition, guard: { ...guard, params: { ...guard.params, of } } };
};

/** The machine of a runbook, with each transition of an event, or of none (`always`, `onDone`), put through `change`. */
const altered = (shape: Runbook, change: Change) => {
  const transitions = (event: string, found: Transition | readonly Transition[]) =>
    [found].flat().flatMap((one) => change(event, one) ?? []);
  const config = JSON.parse(JSON.stringify(configOf(shape)), (key, value) => {
    if (key === 'always' || key === 'onDone') return transitions(key, value);
    if (key !== 'on') return value;
    return Object.fromEntries(
      Object.entries<Transition>(value).map(([event, found]) => [event, transitions(event, found)]),
    );
  });
  return assemble(config, compile(shape).lanes);
};

const shape = runbook([action('a'), action('b')]);

const broken = (found: Runbook, change: Change): readonly string[] =>
  Object.keys(
    explore(found, { machine: altered(found, change), heardOnly: true, bounds: { attempts: 1, requests: 1 } }).broken,
  );

it('the same two steps without a fault break nothing', () => {
  expect(broken(shape, (_, transition) => transition)).toEqual([]);
});

/** Each mistake that was once made, or nearly, and what notices it. */
it.each<[string, Invariant, Change]>([
  [
    'a RETRY that keeps its approval',
    'nothing is applied without an approval of its own that is still alive',
    (event, transition) =>
      event.startsWith('RETRY') && transition.target === 'planning'
        ? { ...transition, target: 'applying' }
        : transition,
  ],
  [
    'an own-state transition without reenter',
    'what is outstanding has been started',
    (_, { reenter: _reenter, ...transition }) => transition,
  ],
  [
    'no gate before the next request',
    'once it comes to rest nothing begins but finding out',
    (event, transition) =>
      event.startsWith('APPLIED') && conditionsOf(transition).includes('halting') ? undefined : transition,
  ],
  [
    "a region's own STOP",
    'STOP stops',
    (event, transition) => (event.startsWith('STOP') ? without('stopping', transition) : transition),
  ],
  ['no turn in the guard', 'a late answer does not apply', (_, transition) => without('current', transition)],
])(
  '%s is found: %s',
  (_, invariant, change) => {
    expect(broken(shape, change)).toContain(invariant);
  },
  60_000,
);

const undoable = runbook([undone('a')]);
/** One may be unclear while there is something to put back. */
const undoables = runbook([undone('a'), undone('b')]);
const whileUnclear: ReadonlySet<Invariant> = new Set(['STOP stops', 'rolling back begins with every outcome known']);

it.each<[string, Invariant, Change]>([
  [
    'a STOP that only a steady run hears',
    'STOP applies in every state',
    (event, transition) =>
      event.startsWith('STOP') && conditionsOf(transition).includes('stoppable')
        ? renamed('stoppable', 'steady', transition)
        : transition,
  ],
  [
    'a STOP that gives up on an unclear outcome at once, and so hides itself from the root',
    'STOP stops',
    (event, transition) => (event.startsWith('STOP') ? renamed('stopping', 'halting', transition) : transition),
  ],
  [
    'nobody coming, and rolling back begins all the same',
    'rolling back begins with every outcome known',
    (event, transition) => (event.startsWith('TIMED_OUT') ? renamed('stopping', 'halting', transition) : transition),
  ],
  [
    'an undo that begins one item more than there are',
    'nothing is undone that was never applied',
    (event, transition) => (event === 'onDone' ? without('moreItems', transition) : transition),
  ],
  [
    'the card of all covering a plan that it did not show',
    'nothing is applied without an approval of its own that is still alive',
    (event, transition) => (event.startsWith('LOCKED') ? without('covered', transition) : transition),
  ],
  [
    'a roll back that does not wait for a request on its way',
    'a request on its way is not given up by another event',
    (event, transition) =>
      event.startsWith('ROLL_BACK') ? { ...transition, target: 'rolling-back', reenter: true } : transition,
  ],
])(
  'while rolling back, %s is found: %s',
  (_, invariant, change) => {
    expect(broken(whileUnclear.has(invariant) ? undoables : undoable, change)).toContain(invariant);
  },
  60_000,
);

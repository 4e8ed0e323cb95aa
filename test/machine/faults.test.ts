import { expect, it } from '@jest/globals';
import type { Runbook } from '#domain/runbook.ts';
import { configOf } from '#machine/compile.ts';
import { assemble } from '#machine/kit.ts';
import { explore } from './model/explore.ts';
import type { Invariant } from './model/invariants.ts';
import { action, runbook } from './shapes.ts';

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

/** The machine of a runbook, with each transition that an event takes put through `change`. */
const altered = (shape: Runbook, change: Change) => {
  const transitions = (event: string, found: Transition | readonly Transition[]) =>
    [found].flat().flatMap((one) => change(event, one) ?? []);
  const config = JSON.parse(JSON.stringify(configOf(shape)), (key, value) =>
    key === 'on'
      ? Object.fromEntries(
          Object.entries<Transition>(value).map(([event, found]) => [event, transitions(event, found)]),
        )
      : value,
  );
  return assemble(
    config,
    shape.steps.map(({ id }) => id),
  );
};

const shape = runbook([action('a'), action('b')]);

const broken = (change: Change): readonly string[] =>
  Object.keys(explore(shape, { machine: altered(shape, change), heardOnly: true, bounds: { attempts: 1 } }).broken);

it('the same two steps without a fault break nothing', () => {
  expect(broken((_, transition) => transition)).toEqual([]);
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
    'after STOP nothing begins but finding out',
    (event, transition) =>
      event.startsWith('APPLIED') && conditionsOf(transition).includes('halting') ? undefined : transition,
  ],
  [
    "a region's own STOP",
    'STOP stops',
    (event, transition) => (event.startsWith('STOP') ? without('halting', transition) : transition),
  ],
  ['no turn in the guard', 'a late answer does not apply', (_, transition) => without('current', transition)],
])(
  '%s is found: %s',
  (_, invariant, change) => {
    expect(broken(change)).toContain(invariant);
  },
  60_000,
);

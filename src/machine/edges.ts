import { everyStep, ROLLBACK } from '#domain/rollback.ts';
import type { Runbook, Step, VerifyCheck } from '#domain/runbook.ts';
import { configOf } from './compile.ts';
import type { Condition, Conditions } from './conditions.ts';
import { stepOf } from './context.ts';
import type { MachineEvent, Purpose } from './events.ts';
import type { Meta } from './kit.ts';
import type { Moved, Position, StateName } from './machine.ts';
import { isRepeated } from './steps/lanes.ts';
import { isTimer } from './wanted.ts';

/** A way on that an event opens to a step; `to` is `from` where the step stays as it is. */
export interface Edge {
  readonly step: string;
  readonly from: StateName;
  readonly event: MachineEvent['name'];
  /** Of `TIMED_OUT`. */
  readonly purpose?: Purpose;
  /** Of `CHOSEN`. */
  readonly option?: string;
  readonly to: StateName;
}

/** What is read of XState's config. */
interface Compiled {
  readonly meta?: Meta;
  readonly on?: Readonly<Record<string, Transition | readonly Transition[]>>;
  readonly states?: Readonly<Record<string, Compiled>>;
}
interface Transition {
  readonly target?: string;
  readonly guard: { readonly params: Conditions };
}

/**
 * Every way on that the steps of a runbook have, those of `finally` and of rolling back too; read from the compiled machine, so it is never another one.
 * Counted is what an event does to the step that it is addressed to, once for all lanes of the step. Not counted: the events of the run itself (STOP, ROLL_BACK,
 * its time); what every step does alike once the run is halted; that a step around others ends with the last of them; what is no matter of the runbook (see
 * `isInner`); and what a step can never do: be in *held* if its only failure is passed over, be skipped without an `if`.
 */
export const edgesOf = (runbook: Runbook): readonly Edge[] => {
  const edges = new Map(edgesIn(configOf(runbook) as Compiled).map((edge) => [JSON.stringify(edge), edge]));
  const steps = new Map(everyStep(runbook).map((step) => [step.id, step]));
  const open = [...edges.values()].filter((edge) => !isInner(edge) && isOpen(edge, steps.get(edge.step)));
  return [...Map.groupBy(open, ({ step }) => step).values()].flatMap(reachable);
};

/** Whether an action needs one more request is its own matter, and that two runs wait for each other that of whoever writes both. */
const isInner = ({ from, event, to }: Edge): boolean =>
  (to === 'applying' && (event === 'APPLIED' || event === 'SAY_APPLIED')) ||
  (from === 'locking' && event === 'REFUSED');

/** The machine has the same ways for every step of a kind; these are never open to this one. */
const closed: readonly ((edge: Edge, step: Step) => boolean)[] = [
  ({ event }, step) =>
    event === 'SKIPPED' && step.if === undefined && !(step.kind === 'runbook' && step.inputsOf !== undefined),
  // What is put back was applied, so a rejection is held.
  ({ event, to }, step) => event === 'REJECTED' && to === 'halted' && (step.kind === 'undo' || step.id === ROLLBACK),
  ({ from, event }, step) => from === 'entering' && event === 'FAILED' && !mayFailToEnter(step),
  ({ from, event, to }, step) =>
    from === 'held' && to === 'entering' && event === 'RETRY' && preparesToTry(step) && !mayFailToEnter(step),
  ({ from, to }, step) => from === 'checking' && to === 'checking' && checksOf(step).length < 2,
  ({ from, purpose }, step) =>
    from === 'checking' && purpose === 'within' && checksOf(step).every(({ within }) => within === 0),
];

const isOpen = (edge: Edge, step: Step | undefined): boolean =>
  step === undefined || closed.every((isClosed) => !isClosed(edge, step));

function checksOf(step: Step): readonly VerifyCheck[] {
  if (step.kind === 'check') return [step];
  return step.kind === 'action' ? step.verify : [];
}

/** Whether RETRY leads elsewhere than to *entering* once it has been entered. */
const preparesToTry = (step: Step): boolean =>
  ['action', 'undo', 'check', 'manual', 'choose'].includes(step.kind) || ('together' in step && step.together);

/** Texts without expressions, inputs and what is known of the run and its environment are always there; anything else may fail when it is evaluated. */
function mayFailToEnter(step: Step): boolean {
  if ('undoes' in step && step.undoes !== undefined) return false;
  if (isRepeated(step)) return true;
  const { if: condition = '', title } = step;
  const filled = JSON.stringify([title, 'with' in step ? step.with : {}, step.kind === 'notify' ? step.text : '']);
  const expressions = [condition, ...[...filled.matchAll(/\$\{\{(.*?)\}\}/g)].map(([, text = '']) => text)];
  return expressions.some((text) => !/^\s*((inputs|environment|run)(\.\w+)+)?\s*$/.test(text));
}

const edgesIn = ({ meta, on, states }: Compiled): readonly Edge[] => [
  ...(meta?.state === undefined ? [] : edgesFrom(meta.lane, meta.state, on ?? {})),
  ...Object.values(states ?? {}).flatMap(edgesIn),
];

const edgesFrom = (lane: string, from: StateName, on: NonNullable<Compiled['on']>): readonly Edge[] =>
  Object.entries(on).flatMap(([type, transitions]) =>
    [transitions]
      .flat()
      .filter(({ guard }) => !guard.params.of.some(isOfHalting))
      .map(({ target, guard: { params } }) => {
        const purpose = params.of.find(isTimer);
        return {
          step: stepOf(lane),
          from,
          event: type.slice(0, type.indexOf('.')) as Edge['event'],
          ...(purpose === undefined ? {} : { purpose }),
          ...(params.option === undefined ? {} : { option: params.option }),
          to: (target ?? from) as StateName,
        };
      }),
  );

const isOfHalting = (condition: Condition) => condition === 'halting' || condition === 'stopping';

/** Of the edges of one step those that begin where it can get to. */
const reachable = (edges: readonly Edge[]): readonly Edge[] => {
  const reached = new Set<StateName>(['entering']);
  // A set walked through also gives what is put in meanwhile.
  for (const state of reached) for (const { from, to } of edges) if (from === state) reached.add(to);
  return edges.filter(({ from }) => reached.has(from));
};

/** Those of `edgesOf` that an event took which has applied: one, or none where it is not counted. */
export const edgesTaken = (before: Position, event: MachineEvent, { position, ended }: Moved): readonly Edge[] => {
  const isOwn = ({ lane }: { readonly lane: string }) => lane === event.lane;
  const from = before.lanes.find(isOwn)?.state;
  const to = ended.find(isOwn)?.outcome ?? position.lanes.find(isOwn)?.state;
  if (from === undefined || to === undefined || (before.halt !== undefined && to === 'halted')) return [];
  const edge = {
    step: stepOf(event.lane),
    from,
    event: event.name,
    ...(event.name === 'TIMED_OUT' ? { purpose: event.purpose } : {}),
    ...(event.name === 'CHOSEN' ? { option: event.option } : {}),
    to,
  };
  return isInner(edge) ? [] : [edge];
};

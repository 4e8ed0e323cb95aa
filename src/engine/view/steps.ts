import type { StepView } from '#domain/run-view.ts';
import { allSteps, type Step } from '#domain/runbook.ts';
import type { HaltReason, LaneAt, LoopAt, Phase, StateName } from '#machine/machine.ts';
import type { AskRow, ResultRow } from '../rows.ts';
import { isOver } from '../run.ts';
import { isProven } from './proof.ts';
import { type Glance, plainTitle, type Seen, topSteps } from './seen.ts';

type Status = StepView['status'];

const statusOf: Readonly<Record<StateName, Status>> = {
  entering: 'active',
  planning: 'active',
  locking: 'waiting',
  asking: 'waiting',
  applying: 'active',
  reconciling: 'active',
  unclear: 'held',
  verifying: 'active',
  checking: 'active',
  settling: 'active',
  proving: 'active',
  waiting: 'active',
  held: 'held',
  inside: 'active',
  passed: 'passed',
  skipped: 'skipped',
  failed: 'failed',
  halted: 'halted',
};

/** What weighs most among a step's lanes is what the step shows. */
const weight: readonly Status[] = ['held', 'waiting', 'active'];

/** One line for each top-level step. */
export const stepViews = (seen: Seen): readonly StepView[] =>
  topSteps(seen.loaded).map((step, index) => {
    const lanes = lanesOf(seen, step);
    const status = overall(seen, step, lanes);
    const detail = proofOf(seen, step) ?? detailOf(seen, step, lanes, status);
    return {
      id: step.id,
      number: index + 1,
      title: seen.results.find(({ instance }) => instance === step.id)?.title ?? plainTitle(seen, step.id),
      status,
      ...(detail ? { detail } : {}),
    };
  });

export function lanesOf({ loaded }: Pick<Seen, 'loaded'>, step: Step): readonly LaneAt[] {
  const ids = new Set(allSteps([step]).map(({ id }) => id));
  return loaded.position.lanes.filter((lane) => ids.has(lane.step));
}

function overall({ loaded }: Seen, step: Step, lanes: readonly LaneAt[]): Status {
  const own = lanes.find(({ lane }) => lane === step.id)?.state;
  if (own === undefined) return isOver(loaded.row) ? 'halted' : 'pending';
  if (own !== 'inside') return statusOf[own];
  const inner = lanes.flatMap(({ state }) => (state && state !== 'inside' ? [statusOf[state]] : []));
  return weight.find((status) => inner.includes(status)) ?? 'active';
}

function detailOf(seen: Seen, step: Step, lanes: readonly LaneAt[], status: Status): string | undefined {
  const loop = seen.loaded.position.loops.find((one) => one.step === step.id);
  if (loop) return progressOf(loop);
  const active = lanes.find(({ state }) => state && statusOf[state] === status) ?? lanes.at(-1);
  const result = seen.results.find(({ instance }) => instance === (active?.instance ?? step.id));
  return detail[status](active, result);
}

/** Of an action whose proof is a later check, once it has passed. */
function proofOf(seen: Seen, { id }: Step): string | undefined {
  const row = seen.results.find(({ instance, outcome }) => instance === id && outcome === 'passed');
  const proven = row && isProven(seen, row);
  return proven === undefined ? undefined : proven ? 'proven' : 'not yet proven';
}

const progressOf = ({ passed, failed, skipped, count }: LoopAt): string =>
  `${passed + failed + skipped} of ${count}${failed ? `, ${failed} failed` : ''}`;

type Detail = (lane: LaneAt | undefined, result: ResultRow | undefined) => string | undefined;
const silent: Detail = () => undefined;
const noted: Detail = (_, result) => result?.note;
const working: Detail = (lane, result) => doing(lane) ?? result?.progress;
const detail: Readonly<Record<Status, Detail>> = {
  pending: silent,
  halted: silent,
  waiting: silent,
  held: silent,
  skipped: noted,
  failed: noted,
  active: working,
  passed: working,
};

const words: Partial<Record<StateName, string>> = {
  planning: 'planning',
  applying: 'sending the request',
  reconciling: 'looking what became of the request',
  settling: 'settling',
  proving: 'checking once more',
};
const doing = (lane: LaneAt | undefined): string | undefined => (lane?.state ? words[lane.state] : undefined);

const approvalWanted = 'Waiting for approval';
const headlines: readonly (readonly [readonly StateName[], string])[] = [
  [['unclear'], 'Outcome unclear'],
  [['held'], 'Held'],
  [['asking'], approvalWanted],
  [['locking'], 'Waiting for another run'],
];

/** `Waiting for approval · step 3 of 5`. */
export function headline(seen: Glance): string {
  const { position, row } = seen.loaded;
  if (isOver(row)) return phases[row.phase];
  if (position.halt) return haltings[position.halt] ?? 'Stopping';
  return needsSomebody(seen) ?? running(seen);
}

const phases: Readonly<Record<Phase, string>> = {
  running: 'Running',
  'rolling-back': 'Rolling back',
  'rolled-back': 'Rolled back',
  finishing: 'Finishing',
  succeeded: 'Succeeded',
  failed: 'Failed',
  stopped: 'Stopped',
};

const haltings: Partial<Record<HaltReason, string>> = {
  rollback: phases['rolling-back'],
  'chosen-stop': 'Finishing',
  'chosen-success': 'Finishing',
};

/** The first top-level step with a lane in one of these states. */
function stepIn(
  seen: Glance,
  states: readonly StateName[],
): { readonly lane: LaneAt; readonly where: string } | undefined {
  const top = topSteps(seen.loaded);
  for (const [index, step] of top.entries()) {
    const lane = lanesOf(seen, step).find(({ state }) => state && states.includes(state));
    if (lane) return { lane, where: `step ${index + 1} of ${top.length}` };
  }
  return undefined;
}

const waitings: Readonly<Record<AskRow['kind'], string>> = {
  approval: approvalWanted,
  manual: 'Waiting for a person',
  choice: 'Waiting for a choice',
};

function needsSomebody(seen: Glance): string | undefined {
  const waits = seen.messages.some(({ kind, closed }) => kind === 'lock' && !closed);
  for (const [states, words] of headlines) {
    if (states.includes('locking') && !waits) continue;
    const found = stepIn(seen, states);
    if (found) return `${words === approvalWanted ? waitingIn(seen, found.lane) : words} · ${found.where}`;
  }
  return undefined;
}

const waitingIn = ({ asks }: Glance, { lane, turn }: LaneAt): string =>
  waitings[asks.find((ask) => ask.lane === lane && ask.turn === turn)?.kind ?? 'approval'];

function running(seen: Glance): string {
  const active = Object.entries(statusOf).flatMap(([state, status]) =>
    status === 'active' && state !== 'inside' ? [state as StateName] : [],
  );
  const where = stepIn(seen, active)?.where;
  return where ? `${phases[seen.loaded.row.phase]} · ${where}` : phases[seen.loaded.row.phase];
}

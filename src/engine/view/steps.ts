import type { StepView } from '#domain/run-view.ts';
import { allSteps, type Step } from '#domain/runbook.ts';
import type { LaneAt, StateName } from '#machine/machine.ts';
import { isOver } from '../run.ts';
import { plainTitle, type Seen, topSteps } from './seen.ts';

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
    const detail = detailOf(seen, step, lanes, status);
    return {
      id: step.id,
      number: index + 1,
      title: seen.results.find(({ instance }) => instance === step.id)?.title ?? plainTitle(seen.loaded, step.id),
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
  if (loop)
    return `${loop.passed + loop.failed + loop.skipped} of ${loop.count}${loop.failed ? `, ${loop.failed} failed` : ''}`;
  const active = lanes.find(({ state }) => state && statusOf[state] === status) ?? lanes.at(-1);
  const result = seen.results.find(({ instance }) => instance === (active?.instance ?? step.id));
  if (status === 'pending' || status === 'halted') return undefined;
  if (status === 'skipped' || status === 'failed') return result?.note;
  return status === 'active' || status === 'passed' ? (doing(active) ?? result?.progress) : undefined;
}

const words: Partial<Record<StateName, string>> = {
  planning: 'planning',
  applying: 'sending the request',
  reconciling: 'looking what became of the request',
  settling: 'settling',
  proving: 'checking once more',
};
const doing = (lane: LaneAt | undefined): string | undefined => (lane?.state ? words[lane.state] : undefined);

const headlines: readonly (readonly [readonly StateName[], string])[] = [
  [['unclear'], 'Outcome unclear'],
  [['held'], 'Held'],
  [['asking'], 'Waiting for approval'],
  [['locking'], 'Waiting for another run'],
];

/** `Waiting for approval · step 3 of 5`. */
export function headline(seen: Seen): string {
  const { position, row } = seen.loaded;
  if (isOver(row)) return row.phase === 'succeeded' ? 'Succeeded' : row.phase === 'failed' ? 'Failed' : 'Stopped';
  if (position.halt) return 'Stopping';
  const top = topSteps(seen.loaded);
  const at = (states: readonly StateName[]): number =>
    top.findIndex((step) => lanesOf(seen, step).some(({ state }) => state && states.includes(state)));
  for (const [states, words] of headlines) {
    const index = at(states);
    const step = top[index];
    if (step)
      return `${states[0] === 'asking' && step.kind === 'manual' ? 'Waiting for a person' : words} · step ${index + 1} of ${top.length}`;
  }
  const index = top.findIndex((step) => lanesOf(seen, step).some(({ state }) => state && statusOf[state] === 'active'));
  return `${row.phase === 'finishing' ? 'Finishing' : 'Running'} · step ${Math.max(index, 0) + 1} of ${top.length}`;
}

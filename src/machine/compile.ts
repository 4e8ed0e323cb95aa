import { Failure } from '#domain/failure.ts';
import { rollbackOf } from '#domain/rollback.ts';
import type { Runbook, Step } from '#domain/runbook.ts';
import { RUN } from './context.ts';
import { assemble, type Config, type Node, type RunMachine } from './kit.ts';
import type { Phase } from './machine.ts';
import { guard } from './state.ts';
import { lanesOf } from './steps/lanes.ts';
import { sequence } from './steps/sequence.ts';

export type { RunMachine };

/** What `finally` may take; milliseconds. */
const FINALLY_TIMEOUT = 30 * 60_000;

/** The same runbook always gives the same machine. Takes a few milliseconds, so callers keep it by the runbook's digest. */
export const compile = (runbook: Runbook): RunMachine => {
  const lanes = lanesOf([...runbook.steps, ...undoing(runbook), ...runbook.finally]);
  if (lanes.includes(RUN)) throw new Failure('user', 'reserved-id', `A step cannot be called \`${RUN}\`.`);
  return assemble(configOf(runbook), lanes);
};

/** The machine as XState's plain JSON, for pictures. */
export const configOf = (runbook: Runbook): Config => {
  const { id, hold, timeout, steps, finally: after } = runbook;
  const around = { parent: RUN, hold, suffix: '' };
  return {
    id,
    initial: 'running',
    states: {
      running: {
        ...phase('running', timeout, { ...sequence(steps, around), on: rollBack }),
        onDone: [
          { guard: guard(RUN, ['rollingBack', 'applied']), target: 'rolling-back', actions: [rest] },
          { target: 'finishing', actions: [rest] },
        ],
      },
      'rolling-back': {
        ...phase('rolling-back', timeout, sequence(undoing(runbook), around)),
        onDone: { target: 'finishing', actions: [rest] },
      },
      finishing: {
        ...phase('finishing', FINALLY_TIMEOUT, sequence(after, around)),
        onDone: [
          { guard: guard(RUN, ['stopped']), target: 'stopped', actions: [rest] },
          { guard: guard(RUN, ['failed']), target: 'failed', actions: [rest] },
          { guard: guard(RUN, ['rollingBack']), target: 'rolled-back', actions: [rest] },
          { target: 'succeeded', actions: [rest] },
        ],
      },
      succeeded: ending('succeeded'),
      failed: ending('failed'),
      'rolled-back': ending('rolled-back'),
      stopped: ending('stopped'),
    },
  };
};

/** Nothing, where no step can be undone. */
const undoing = (runbook: Runbook): readonly Step[] => [rollbackOf(runbook)].filter(({ steps }) => steps.length > 0);

const rest = { type: 'rest', params: { lane: RUN } } as const;

/** Of the steps alone: in `finally` and in rolling back there is nothing to roll back. */
const rollBack = {
  [`ROLL_BACK.${RUN}`]: {
    guard: guard(RUN, ['current', 'steady']),
    actions: [{ type: 'halt', params: { lane: RUN, reason: 'rollback' } }],
  },
} as const;

/** Stopping is guarded: a second STOP changes nothing here, and is written to no history as if it did. */
const phase = (name: Phase, timeout: number, steps: Node): Node => ({
  ...steps,
  meta: { lane: RUN, wants: ['timeout'] },
  entry: [
    { type: 'enterPhase', params: { lane: RUN, phase: name } },
    { type: 'arm', params: { lane: RUN, purpose: 'timeout', for: timeout } },
  ],
  on: {
    ...steps.on,
    [`STOP.${RUN}`]: {
      guard: guard(RUN, ['current', 'stoppable']),
      actions: [{ type: 'halt', params: { lane: RUN, reason: 'stop' } }],
    },
    [`TIMED_OUT.${RUN}`]: {
      guard: guard(RUN, ['current', 'steady', 'timeout']),
      actions: [{ type: 'halt', params: { lane: RUN, reason: 'time' } }],
    },
  },
});

const ending = (name: Phase): Node => ({
  type: 'final',
  meta: { lane: RUN, wants: [] },
  entry: [{ type: 'enterPhase', params: { lane: RUN, phase: name } }],
});

import { Failure } from '#domain/failure.ts';
import { allSteps, type Runbook, type Step } from '#domain/runbook.ts';
import { RUN } from './context.ts';
import { assemble, type Config, type Node, type RunMachine } from './kit.ts';
import type { Phase } from './machine.ts';
import { guard } from './state.ts';
import { isRepeated, itemLanes } from './steps/repeat.ts';
import { sequence } from './steps/sequence.ts';

export type { RunMachine };

/** What `finally` may take; milliseconds. */
const FINALLY_TIMEOUT = 30 * 60_000;

/** The same runbook always gives the same machine. Takes a few milliseconds, so callers keep it by the runbook's digest. */
export const compile = (runbook: Runbook): RunMachine => {
  const lanes = allSteps([...runbook.steps, ...runbook.finally]).flatMap(lanesOf);
  if (lanes.includes(RUN)) throw new Failure('user', 'reserved-id', `A step cannot be called \`${RUN}\`.`);
  return assemble(configOf(runbook), lanes);
};

/** The machine as XState's plain JSON, for pictures. */
export const configOf = ({ id, hold, timeout, steps, finally: after }: Runbook): Config => {
  const around = { parent: RUN, hold };
  return {
    id,
    initial: 'running',
    states: {
      running: {
        ...phase('running', timeout, sequence(steps, around)),
        onDone: { target: 'finishing', actions: [rest] },
      },
      finishing: {
        ...phase('finishing', FINALLY_TIMEOUT, sequence(after, around)),
        onDone: [
          { guard: guard(RUN, ['stopped']), target: 'stopped', actions: [rest] },
          { guard: guard(RUN, ['failed']), target: 'failed', actions: [rest] },
          { target: 'succeeded', actions: [rest] },
        ],
      },
      succeeded: ending('succeeded'),
      failed: ending('failed'),
      stopped: ending('stopped'),
    },
  };
};

const rest = { type: 'rest', params: { lane: RUN } } as const;

const lanesOf = (step: Step): readonly string[] => [step.id, ...(isRepeated(step) ? itemLanes(step) : [])];

/** Stopping is guarded: a second STOP changes nothing here, and is written to no history as if it did. */
const phase = (name: Phase, timeout: number, steps: Node): Node => ({
  ...steps,
  meta: { lane: RUN, wants: ['timeout'] },
  entry: [
    { type: 'enterPhase', params: { lane: RUN, phase: name } },
    { type: 'arm', params: { lane: RUN, purpose: 'timeout', for: timeout } },
  ],
  on: {
    [`STOP.${RUN}`]: {
      guard: guard(RUN, ['current', 'steady']),
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

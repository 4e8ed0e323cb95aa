import type { CardView } from '#domain/card-view.ts';
import { Failure } from '#domain/failure.ts';
import type { RunView } from '#domain/run-view.ts';
import { readRun } from '#engine/run.ts';
import type { LaneAt, Position, StateName } from '#machine/machine.ts';
import type { Moment } from '#runbook/tests/tests.ts';
import type { Bot } from './bot.ts';

/** A run at one revision: as people see it, and as the machine does. */
export interface Look {
  readonly view: RunView;
  readonly position: Position;
  readonly open: readonly CardView[];
}

export async function lookAt({ engine, store }: Bot, run: string): Promise<Look> {
  const view = await engine.view(run);
  const loaded = await store.transaction((tx) => readRun(tx, run), { reads: true });
  if (!view || !loaded) throw new Failure('bug', 'run-vanished', `Run ${run} is no longer in the store.`);
  return { view, position: loaded.position, open: view.cards.filter(({ closed }) => !closed) };
}

/** Which moment of a step a state is; the other states pass within one event. */
const moments: Partial<Readonly<Record<StateName, Moment>>> = {
  planning: 'planning',
  locking: 'planned',
  asking: 'asked',
  applying: 'applied',
  reconciling: 'reconciling',
  unclear: 'unclear',
  verifying: 'verifying',
  checking: 'checking',
  settling: 'settling',
  proving: 'proving',
  waiting: 'waiting',
  held: 'held',
};

const momentOf = ({ state }: LaneAt): Moment | undefined => (state === undefined ? undefined : moments[state]);

/** The lanes of a step that stand at this moment. */
export const lanesAt = ({ position }: Look, step: string, moment: Moment): readonly LaneAt[] =>
  position.lanes.filter((lane) => lane.step === step && momentOf(lane) === moment);

/** Whether any lane of a step stands at this moment. */
export const isAt = (look: Look, step: string, moment: Moment): boolean => lanesAt(look, step, moment).length > 0;

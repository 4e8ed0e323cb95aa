import type { Want } from '#machine/wants.ts';
import { putCard } from './card-row.ts';
import { askId } from './ids.ts';
import type { EngineParts } from './parts.ts';
import type { TimerRow } from './rows.ts';
import { type Loaded, stepOf } from './run.ts';
import type { Tx } from './store.ts';

const keyOf = ({ lane, turn }: Pick<Want, 'lane' | 'turn'>): string => `${lane}:${turn}:escalate`;

/** An approval that nobody has given in time is asked of others too, if stepward.yml names some. */
export async function callLater(tx: Tx, { row, definition }: Loaded, want: Want, at: number): Promise<void> {
  const { then, after } = definition.environment.notify;
  const { kind } = stepOf(definition, want.step);
  if (then.length === 0 || kind === 'manual' || kind === 'choose') return;
  const { lane, turn } = want;
  const { run, surface } = row;
  await tx.timers.set({ run, surface, key: keyOf(want), lane, turn, purpose: 'escalate', due: at + after });
}

/** The ask is answered, or over. */
export const callNobody = (tx: Tx, run: string, want: Want): Promise<void> => tx.timers.remove(run, keyOf(want));

/** Its card goes with the ask. */
export async function callOthers(tx: Tx, parts: EngineParts, loaded: Loaded, { lane, turn }: TimerRow): Promise<void> {
  const want = loaded.position.wants.find((one) => one.lane === lane && one.turn === turn && one.what === 'ask');
  if (!want) return;
  const { then } = loaded.definition.environment.notify;
  const raised = { at: parts.clock.now(), kind: 'escalation', lane, turn } as const;
  const { step, instance } = want;
  await putCard(tx, loaded, raised, { step, instance, ask: askId(want), groups: then });
}

import type { JsonObject } from '#domain/json.ts';
import type { NotifyStep } from '#domain/runbook.ts';
import type { Want } from '#machine/wants.ts';
import { putCard } from './card-row.ts';
import { askId } from './ids.ts';
import type { EngineParts } from './parts.ts';
import type { Loaded } from './run.ts';
import type { Tx } from './store.ts';

/** The message of a `notify` step, to the channel that it names: written with the step, posted by whoever claims it. */
export const raiseNotice = (
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { want, step, input }: { readonly want: Want; readonly step: NotifyStep; readonly input: JsonObject },
): Promise<void> => {
  const { lane, turn, instance } = want;
  const raised = { at: parts.clock.now(), kind: 'notice', lane, turn, channel: step.channel } as const;
  return putCard(tx, loaded, raised, { step: step.id, instance, ...input });
};

/** Nobody has done a manual step yet: said in the thread, once for each time that it is asked. */
export async function remind(tx: Tx, parts: EngineParts, loaded: Loaded, lane: string): Promise<void> {
  const want = loaded.position.wants.find((one) => one.lane === lane && one.what === 'ask');
  if (!want) return;
  const raised = { at: parts.clock.now(), kind: 'reminder', lane, turn: want.turn } as const;
  await putCard(tx, loaded, raised, { step: want.step, instance: want.instance, ask: askId(want) });
}

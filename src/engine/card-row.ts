import type { JsonObject } from '#domain/json.ts';
import type { MessageRow } from './message-rows.ts';
import type { Loaded } from './run.ts';
import type { Tx } from './store.ts';

interface Raised {
  readonly at: number;
  readonly kind: MessageRow['kind'];
  readonly lane: string;
  readonly turn: number;
  /** Where it is posted; the run's own channel unless it says another. */
  readonly channel?: string;
}

/** Writes a card's message; the surface draws it when it can. */
export async function putCard(
  tx: Tx,
  { row }: Loaded,
  { at, kind, lane, turn, channel = row.channel }: Raised,
  facts: JsonObject,
): Promise<void> {
  await tx.messages.put({
    run: row.run,
    surface: row.surface,
    purpose: `${lane}:${turn}:${kind}`,
    kind,
    lane,
    turn,
    facts,
    wanted: 1,
    posted: 0,
    raisedAt: at,
    ...(channel ? { channel } : {}),
  });
}

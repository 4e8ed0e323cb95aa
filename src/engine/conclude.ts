import { letGo } from './locks.ts';
import type { EngineParts } from './parts.ts';
import type { RunRow } from './rows.ts';
import type { Loaded } from './run.ts';
import type { Tx } from './store.ts';

/** A run that has ended holds nothing any more: no locks, no secrets; its last message is wanted. */
export async function conclude(tx: Tx, parts: EngineParts, { row }: Loaded): Promise<RunRow> {
  const at = parts.clock.now();
  await letGo(tx, row.run, at);
  await tx.secrets.deleteOf(row.run);
  await tx.messages.put({
    run: row.run,
    surface: row.surface,
    purpose: 'ended',
    kind: 'ended',
    lane: 'run',
    turn: 0,
    facts: {},
    wanted: 1,
    posted: 0,
    raisedAt: at,
    ...(row.channel ? { channel: row.channel } : {}),
  });
  return { ...row, endedAt: at };
}

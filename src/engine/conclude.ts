import { letGo } from './locks.ts';
import type { EngineParts } from './parts.ts';
import type { RunRow } from './rows.ts';
import type { Loaded } from './run.ts';
import type { Tx } from './store.ts';

/** A run that has ended holds nothing any more: no locks, no secrets; its last message is wanted, and the picture of its timeline where there is somewhere to show it. */
export async function conclude(tx: Tx, parts: EngineParts, { row }: Loaded): Promise<RunRow> {
  const at = parts.clock.now();
  await letGo(tx, row.run, at);
  await tx.secrets.deleteOf(row.run);
  for (const kind of row.surface === 'terminal' ? (['ended'] as const) : (['ended', 'picture'] as const))
    await tx.messages.put({
      run: row.run,
      surface: row.surface,
      purpose: kind,
      kind,
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

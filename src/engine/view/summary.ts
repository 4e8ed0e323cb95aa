import type { RunSummary } from '../api.ts';
import type { RunRow } from '../rows.ts';
import type { Tx } from '../store.ts';
import { seeIfReadable } from './seen.ts';
import { headline } from './steps.ts';

/** A run in a list. */
export async function summaryOf(tx: Tx, row: RunRow): Promise<RunSummary> {
  const seen = await seeIfReadable(tx, row.run);
  const root = seen?.messages.find(({ kind }) => kind === 'root');
  return {
    run: row.run,
    short: seen?.short ?? row.run,
    title: row.title,
    runbook: row.runbook,
    environment: row.environment,
    phase: row.phase,
    headline: seen ? headline(seen) : 'Written by another version of Stepward',
    reason: row.reason,
    startedBy: row.startedBy,
    startedAt: row.startedAt,
    ...(row.channel ? { channel: row.channel } : {}),
    ...(root?.ts ? { ts: root.ts } : {}),
  };
}

import type { RunSummary } from '../api.ts';
import type { RunRow } from '../rows.ts';
import type { Tx } from '../store.ts';
import { type Glance, glanceIfReadable } from './seen.ts';
import { headline } from './steps.ts';

/** A run in a list. */
export const summaryOf = async (tx: Tx, row: RunRow): Promise<RunSummary> =>
  summarise(row, await glanceIfReadable(tx, row.run));

export function summarise(row: RunRow, seen: Glance | undefined): RunSummary {
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

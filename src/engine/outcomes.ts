import type { Ended } from '#machine/machine.ts';
import type { Happened } from './happened.ts';
import type { ResultRow } from './rows.ts';
import type { Tx } from './store.ts';

/** The row of an instance, or a new one for it. */
export async function resultOf(
  tx: Tx,
  at: number,
  of: { readonly run: string; readonly instance: string; readonly step: string },
): Promise<ResultRow> {
  const known = await tx.results.get(of.run, of.instance);
  return known ?? { ...of, title: of.instance, outputs: {}, receipts: [], startedAt: at };
}

/** Writes down how instances ended with this event. Those never entered have no row, and read as not run. */
export async function recordOutcomes(
  tx: Tx,
  {
    at,
    happened,
    ended,
    run,
  }: { readonly at: number; readonly happened: Happened; readonly ended: readonly Ended[]; readonly run: string },
): Promise<void> {
  for (const { instance, step, outcome, lane } of ended) {
    const known = await tx.results.get(run, instance);
    if (!known && outcome === 'halted') continue;
    const row = known ?? (await resultOf(tx, at, { run, instance, step }));
    const note = lane === happened.lane ? noteOf(happened) : undefined;
    await tx.results.put({ ...row, outcome, endedAt: at, ...(note === undefined ? {} : { note }) });
  }
}

function noteOf({ facts }: Happened): string | undefined {
  const said = facts?.['note'] ?? facts?.['cause'];
  return typeof said === 'string' ? said : undefined;
}

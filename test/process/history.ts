import { viewRun } from '#cli/read-runs.ts';
import type { RunView } from '#domain/run-view.ts';
import { chain } from '#engine/dispatch.ts';
import type { EventRow } from '#engine/rows.ts';
import type { Store, Tx } from '#engine/store.ts';

/** Reads what the bot has committed, from outside of it. */
export const reading = <T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> =>
  store.transaction(work, { reads: true });

export async function view(store: Store, run: string): Promise<RunView> {
  const seen = await viewRun(store, run);
  if (!seen) throw new Error(`there is no run ${run}`);
  return seen;
}

/** Of the newest run. */
export async function newest(store: Store): Promise<string> {
  const [row] = await reading(store, (tx) => tx.runs.list({ limit: 1 }));
  if (!row) throw new Error('there is no run');
  return row.run;
}

export const eventsOf = (store: Store, run: string): Promise<readonly EventRow[]> =>
  reading(store, (tx) => tx.events.list(run));

/** The numbers of the events that do not follow from the one before. */
export const breaks = (events: readonly EventRow[]): readonly number[] =>
  events
    .filter(({ hash, ...row }, at) => {
      const follows = row.seq === at + 1 && row.previous === (events[at - 1]?.hash ?? '');
      return !follows || chain(row).hash !== hash;
    })
    .map(({ seq }) => seq);

import type { RunView } from '#domain/run-view.ts';
import type { Store } from '#engine/store.ts';
import { runView } from '#engine/view/run.ts';
import { see } from '#engine/view/seen.ts';

/* Runs of every surface, straight from the store: to read one needs no engine. */

export const viewRun = (store: Store, run: string): Promise<RunView | undefined> =>
  store.transaction(
    async (tx) => {
      const seen = await see(tx, run);
      return seen && runView(seen);
    },
    { reads: true },
  );

/** Newest first. */
export async function listRuns(
  store: Store,
  filter: { readonly open?: boolean; readonly limit: number },
): Promise<readonly RunView[]> {
  const rows = await store.transaction((tx) => tx.runs.list(filter), { reads: true });
  const views = await Promise.all(rows.map(({ run }) => viewRun(store, run)));
  return views.filter((view) => view !== undefined);
}

/** Ids that end so, at most two: more than one is too many. */
export const runsEndingWith = async (store: Store, endsWith: string): Promise<readonly string[]> =>
  (await store.transaction((tx) => tx.runs.list({ endsWith, limit: 2 }), { reads: true })).map(({ run }) => run);

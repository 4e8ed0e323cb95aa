import type { RunView } from '#domain/run-view.ts';
import type { ResultRow } from '#engine/rows.ts';
import type { Harness } from './harness.ts';

/** To the end of the run. */
export const ended = (bot: Harness, run: string, seconds?: number): Promise<RunView> =>
  bot.until(run, ({ receipt }) => receipt !== undefined, seconds);

/** Bob approves what is asked next; says of what. */
export async function approveNext(bot: Harness, run: string): Promise<string> {
  const { value } = await bot.card(run, 'approval');
  const answer = await bot.decide('bob', 'approve', value);
  if (!('ok' in answer)) throw new Error(JSON.stringify(answer));
  return value.slice(value.indexOf('.') + 1);
}

/** What the store says of an instance. */
export const resultOf = (bot: Harness, run: string, instance: string): Promise<ResultRow | undefined> =>
  bot.parts.store.transaction((tx) => tx.results.get(run, instance), { reads: true });

/** How each step that is not the run's stands, by id. */
export const statuses = ({ steps }: RunView): Readonly<Record<string, string>> =>
  Object.fromEntries(steps.map(({ id, status }) => [id, status]));

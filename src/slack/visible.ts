import type { RunSummary } from '#engine/api.ts';
import type { Parts } from './interaction.ts';

/** Those that this person may know of: of a private channel only who is in it, and who started it. */
export async function visible<Told extends Partial<Pick<RunSummary, 'startedBy' | 'channel'>>>(
  { sight }: Pick<Parts, 'sight'>,
  by: string,
  told: readonly Told[],
): Promise<readonly Told[]> {
  if (await sight.unseeing(by)) return [];
  const hidden = await Promise.all(
    told.map(({ startedBy, channel }) => startedBy?.id !== by && sight.hidden(by, channel)),
  );
  return told.filter((_, index) => !hidden[index]);
}

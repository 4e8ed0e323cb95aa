import type { RunSummary } from '#engine/api.ts';
import type { Parts } from './interaction.ts';

/** Those that this person may know of. */
export async function visible(
  { sight }: Pick<Parts, 'sight'>,
  by: string,
  runs: readonly RunSummary[],
): Promise<readonly RunSummary[]> {
  const seen = await Promise.all(runs.map((run) => run.startedBy.id === by || sight.mayRead(by, run.channel)));
  return runs.filter((_, index) => seen[index]);
}

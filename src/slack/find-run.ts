import type { Engine, Refused, RunSummary } from '#engine/api.ts';

/** The one run whose id ends with what was typed. */
export async function findRun(
  engine: Pick<Engine, 'runs'>,
  endsWith: string,
  filter: { readonly open?: true } = {},
): Promise<RunSummary | Refused> {
  const [run, another] = await engine.runs({ endsWith, limit: 2, ...filter });
  const which = filter.open ? 'run that is going on' : 'run';
  if (!run) return { refused: `There is no ${which} whose id ends with ${endsWith}. /runbook runs lists the latest.` };
  if (another)
    return {
      refused: `More than one ${which} ends with ${endsWith}: ${run.run} and ${another.run}. Type more of its id.`,
    };
  return run;
}

import { Failure } from '#domain/failure.ts';
import { everyStep } from '#domain/rollback.ts';
import type { ActionStep, Runbook } from '#domain/runbook.ts';
import type { Catalogue } from '#engine/ports.ts';

import type { Bot } from './bot.ts';

/** Its runbook, which no author can name. */
const id = 'another-run~';

/** The real catalogue, and what tests start besides. */
export interface Offers {
  readonly catalogue: Catalogue;
  offer(runbook: Runbook): void;
}

/** Everything counts as committed: what is tested is what shall be. */
export function createOffers(catalogue: Catalogue): Offers {
  let extra: Runbook | undefined;
  return {
    catalogue: {
      config: catalogue.config,
      list: catalogue.list,
      get(wanted) {
        if (wanted === extra?.id)
          return { runbook: extra, text: '', file: 'another run', digest: '', commit: 'in a test' };
        const found = catalogue.get(wanted);
        return found && { commit: 'in a test', ...found };
      },
    },
    offer: (runbook) => {
      extra = runbook;
    },
  };
}

export interface Rival {
  readonly run: string;
  /** Who may end it. */
  readonly by: string;
}

interface Rivalry {
  readonly bot: Bot;
  readonly offers: Offers;
  readonly run: string;
  readonly step: string;
}

/** Starts another run that does what this step is about to do, and lets it get as far as its own card: it has the locks then. */
export async function startRival({ bot, offers, run, step: id }: Rivalry): Promise<Rival> {
  const { runbook, environment, by } = await doing({ bot, run, step: id });
  offers.offer(runbook);
  const started = await bot.engine.start({
    runbook: runbook.id,
    environment,
    inputs: {},
    reason: 'It needs the same.',
    by,
    surface: 'terminal',
    startKey: `${run} ${id}`,
  });
  if ('problems' in started)
    throw new Failure('user', 'no-rival', `Another run cannot be started: ${started.problems[0]?.message}`);
  await bot.finish(started.run);
  return { run: started.run, by };
}

/** What the step is about to do, as a runbook of its own. */
async function doing({ bot, run, step: wanted }: Omit<Rivalry, 'offers'>) {
  return bot.store.transaction(
    async (tx) => {
      const row = await tx.runs.get(run);
      const definition = row && (await tx.definitions.get(row.definition));
      const step = definition && everyStep(definition.runbook).find((one) => one.id === wanted);
      const result = (await tx.results.ofRun(run)).find((one) => one.step === wanted && one.input);
      if (!row || !definition || step?.kind !== 'action' || !result?.input)
        throw new Failure('user', 'no-rival', `"${wanted}" does not lock anything here.`);
      const runbook: Runbook = {
        ...definition.runbook,
        id,
        title: 'Something else',
        inputs: [],
        steps: [once(step, result.input)],
        finally: [],
      };
      return { runbook, environment: row.environment, by: row.startedBy.id };
    },
    { reads: true },
  );
}

/** The step with its inputs as they are now, without what depends on the run around it. */
function once(
  { if: _if, forEach: _forEach, impact: _impact, ...step }: ActionStep,
  input: ActionStep['with'],
): ActionStep {
  return { ...step, id: 'rival', title: 'The same', together: false, verify: [], with: input };
}

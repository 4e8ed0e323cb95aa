import { Failure } from '#domain/failure.ts';
import type { ManualStep, Runbook } from '#domain/runbook.ts';
import { plansOf } from '#engine/asks.ts';
import type { Catalogue } from '#engine/ports.ts';
import type { PlanRow } from '#engine/rows.ts';
import { type Loaded, readRun } from '#engine/run.ts';
import type { Tx } from '#engine/store.ts';
import type { Bot } from './bot.ts';
import { newestPlans } from './plans.ts';

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
  readonly now: number;
}

/**
 * Starts another run that has what this step needs, and waits for a person.
 * @throws Failure `no-rival` if the step needs nothing, or nothing that its own run does not hold already
 */
export async function startRival({ bot, offers, run, step, now }: Rivalry): Promise<Rival> {
  const { loaded, targets } = await bot.store.transaction((tx) => freeTargets(tx, run, step), { reads: true });
  const { row, definition } = loaded;
  offers.offer(waiting(definition.runbook, definition.environment.approve.within + longer));
  const started = await bot.engine.start({
    runbook: id,
    environment: row.environment,
    inputs: {},
    reason: 'It needs the same.',
    by: row.startedBy.id,
    surface: 'terminal',
    startKey: `${run} ${step} ${now}`,
  });
  if ('problems' in started)
    throw new Failure('user', 'no-rival', `Another run cannot be started: ${started.problems[0]?.message}`);
  await bot.finish(started.run);
  await bot.store.transaction((tx) => tx.locks.take(started.run, waits.id, targets, now));
  return { run: started.run, by: row.startedBy.id };
}

/** What the step changes and its run does not hold: a run keeps what it has until its end, but for a step that is held. */
async function freeTargets(tx: Tx, run: string, step: string) {
  const loaded = await readRun(tx, run);
  if (!loaded) throw new Failure('bug', 'run-vanished', `Run ${run} is no longer in the store.`);
  const targets = (await plansAt(tx, loaded, step)).flatMap(({ planned }) => planned.targets);
  if (targets.length === 0) throw new Failure('user', 'no-rival', `"${step}" does not lock anything here.`);
  const held = new Set((await tx.locks.held([...new Set(targets)])).map(({ target }) => target));
  const free = [...new Set(targets)].filter((target) => !held.has(target));
  if (free.length > 0) return { loaded, targets: free };
  const hint = 'Another run can take it while the step that has it is held.';
  throw new Failure('user', 'no-rival', `What "${step}" needs is held already by the run itself.`, { hint });
}

/** What is about to be locked, by the lanes of the step or for all members of a together step; otherwise what the step was last about. */
async function plansAt(tx: Tx, loaded: Loaded, step: string): Promise<readonly PlanRow[]> {
  const wants = loaded.position.wants.filter((want) => want.step === step && want.what === 'lock');
  if (wants.length === 0) return newestPlans(tx, loaded.row.run, step);
  return (await Promise.all(wants.map((want) => plansOf(tx, loaded, want)))).flat();
}

const waits = { kind: 'manual', id: 'rival', title: 'Something else', text: 'It takes its time.' } as const;

/** It waits for somebody, longer than a step waits for its locks: also one that is retried a little after the other run has taken them. */
const longer = 5 * 60_000;

function waiting(runbook: Runbook, timeout: number): Runbook {
  const step: ManualStep = { ...waits, onFailure: 'ask', assign: [], timeout, fields: [] };
  return { ...runbook, id, title: waits.title, inputs: [], steps: [step], finally: [] };
}

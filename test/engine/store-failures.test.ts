import { afterEach, describe, expect, it } from '@jest/globals';
import { Failure } from '#domain/failure.ts';
import type { RunView } from '#domain/run-view.ts';
import { createEngine } from '#engine/engine.ts';
import type { Store } from '#engine/store.ts';
import { drain } from '#engine/worker.ts';
import { type Harness, openHarness } from './harness.ts';
import { outstanding } from './outstanding.ts';
import { cluster, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

/** Three requests, the second of which needs the answer to the first, and a secret. */
const rotate = runbook(
  'rotate',
  `steps:
  - id: rotate
    action: ssm.rotate-parameter
    with: { name: /alerting-platform/prod/session-secret, generate: { bytes: 32, as: hex } }
`,
);

/** How the store fails once: nothing was written, or it was and the word of it is lost (a connection that breaks during the commit). */
type Fault = 'before' | 'after';

interface Flaky {
  readonly store: Store;
  /** Writing transactions since the last `failAt`. */
  count(): number;
  failAt(at: number, how: Fault): void;
}

function makeFlaky(store: Store): Flaky {
  const down = () => new Failure('transient', 'store-down', 'The store cannot be reached.');
  let [count, at, how]: [number, number, Fault] = [0, 0, 'before'];
  return {
    count: () => count,
    failAt: (when, manner) => {
      [count, at, how] = [0, when, manner];
    },
    store: {
      ...store,
      async transaction(work, options) {
        const fails = !options?.reads && ++count === at;
        if (fails && how === 'before') throw down();
        const value = await store.transaction(work, options);
        if (fails) throw down();
        return value;
      },
    },
  };
}

/** Who meets a store that cannot be reached tries again later: a person, and a worker. */
async function patiently<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'transient') return undefined;
    throw thrown;
  }
}

/** The same, put back because a check fails. */
const rolledBack = `${rotate}  - id: look
    check: ecs.services-healthy
    with: { cluster: ${cluster}, services: [nobody] }
    on_failure: rollback
`;

async function begin(startKey: string): Promise<string> {
  const request = { runbook: 'rotate', environment: 'prod', inputs: {}, reason: 'drill', by: 'alice' };
  const start = () => bot.engine.start({ ...request, surface: 'terminal', startKey });
  const started = (await patiently(start)) ?? (await start());
  if (!('run' in started)) throw new Error(JSON.stringify(started));
  return started.run;
}

/** To the end, whatever is asked being approved. */
async function walk(startKey: string, view: (run: string) => Promise<RunView | undefined>): Promise<RunView> {
  const run = await begin(startKey);
  for (let round = 0; round < 200; round++) {
    await patiently(() => drain(bot.parts));
    const seen = await view(run);
    if (seen?.receipt) return seen;
    const card = seen?.cards.find(({ kind, closed }) => kind === 'approval' && !closed);
    if (card) await patiently(() => bot.decide('bob', 'approve', card.value));
    else await bot.skip();
  }
  throw new Error('the run does not come to an end');
}

/** Of one run: `rotate@1 PutParameter`, for each request that the journal says was made. */
const journal = (run: string): Promise<readonly string[]> =>
  bot.parts.store.transaction(
    async (tx) =>
      (await tx.attempts.ofRun(run))
        .filter(({ outcome }) => outcome === 'answered')
        .map(({ ask, request, n }) => `${ask} ${n} ${request.operation}`),
    { reads: true },
  );

describe('a store that cannot be reached for one transaction', () => {
  it.each<readonly [Fault, string, string, string]>([
    ['before', 'a run', rotate, 'Succeeded'],
    ['after', 'a run', rotate, 'Succeeded'],
    ['before', 'a roll back', rolledBack, 'Rolled back'],
    ['after', 'a roll back', rolledBack, 'Rolled back'],
  ])(
    'at any moment (%s it was written) of %s loses nothing and doubles nothing',
    async (how, _, text, headline) => {
      bot = await openHarness({ runbooks: [text] });
      const { view } = createEngine({ ...bot.parts });
      const { store, count, failAt } = makeFlaky(bot.parts.store);
      Object.assign(bot.parts, { store });
      await walk('undisturbed', view);
      const all = count();
      expect(all).toBeGreaterThan(20);
      // Up to the roll back it is the run above; the account's history of the parameter has room for so many runs.
      const [from, by] = text === rolledBack ? [Math.floor(all / 2) + (how === 'before' ? 0 : 1), 2] : [1, 1];
      for (let at = from; at <= all; at += by) {
        // The account's rate limits have recovered from the run before.
        bot.aws.clock.advance(60_000);
        const before = bot.writes().length;
        failAt(at, how);
        const { run, receipt } = await walk(`fails at ${at}`, view);
        const made = await journal(run);
        expect({ at, headline: receipt?.headline }).toEqual({ at, headline });
        // Each approval is good for each of its requests once, and what the journal says is what was made.
        expect({ at, made }).toEqual({ at, made: [...new Set(made)] });
        expect(made.map((line) => line.split(' ')[2])).toEqual(
          bot
            .writes()
            .slice(before)
            .map((line) => line.split(' ')[0]),
        );
        expect(await outstanding(bot, run)).toEqual({ wanted: [], kept: [] });
      }
    },
    240_000,
  );
});

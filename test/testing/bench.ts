import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import { castOf, personOf } from '#cli/practice/cast.ts';
import { awsCredentials } from '#cli/practice/tokens.ts';
import type { Config } from '#domain/config.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { Offered } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import { namedFaults } from '#practice/aws/faults/list.ts';
import { startAccount } from '#practice/start-account.ts';
import { worlds } from '#practice/worlds/index.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import type { TestContext } from '#runbook/tests/context.ts';
import { migrate, openStore } from '#store/open-store.ts';
import type { TestParts } from '#testing/ports.ts';
import { type FileReport, runFile, type TestReport } from '#testing/run-file.ts';

export const config: Config = (() => {
  const { config: read, findings } = loadConfig(readFileSync('runbooks/stepward.yml', 'utf8'), 'stepward.yml');
  if (!read) throw new Error(JSON.stringify(findings));
  return read;
})();

const header = (id: string): string => `runbook: ${id}\nversion: 1\ntitle: ${id}\nowner: us\nenvironment: prod\n`;

function offer(id: string, body: string): Offered {
  const text = header(id) + body;
  const loaded = loadRunbook(text, `${id}.yml`, { signatures: signatures(actions), config });
  if (!loaded.runbook) throw new Error(JSON.stringify(loaded.findings, null, 1));
  return { runbook: loaded.runbook, text, file: `${id}.yml`, digest: loaded.digest };
}

async function emptyStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-testing-'));
  await migrate({ folder, durable: false });
  const store = await openStore({ folder, durable: false });
  const close = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { ...store, close };
}

const account: TestParts['account'] = async ({ world, environment }) => {
  const started = await startAccount({ world, ...environment });
  return { ...started, aws: createAws({ endpoint: started.url, credentials: awsCredentials }) };
};

export const practice: NonNullable<TestContext['practice']> = {
  worlds: [...worlds.keys()],
  faults: [...namedFaults.keys()],
  people: () => ['alice', 'bob', 'carol'],
};

/** Everything that tests need, for one runbook whose text after its header this is. */
export function benchFor(id: string, body: string, more: Partial<TestParts> = {}) {
  const offered = offer(id, body);
  const runbooks: ReadonlyMap<string, Runbook> = new Map([[id, offered.runbook]]);
  const parts: TestParts = {
    catalogue: { config, list: () => [], get: (wanted) => (wanted === id ? offered : undefined) },
    faults: [...namedFaults.values()],
    account,
    store: emptyStore,
    people: (environment) => {
      const cast = castOf(config, environment);
      return cast.people.map((person) => personOf(cast, person.id));
    },
    stopwatch: () => performance.now(),
    ...more,
  };
  const context: TestContext = { config, runbooks, practice };
  /** Runs the tests whose entries these are: YAML, as they stand below `tests:`. */
  const run = (entries: string, only?: string): Promise<FileReport> => {
    const text = `runbook: ${id}\nworld: alerting-platform\ntests:\n${entries}`;
    return runFile({ file: `${id}.test.yml`, text, context }, parts, only === undefined ? {} : { only });
  };
  /** The same with one test, of which only what follows its beginning is written. */
  const one = async (rest: string): Promise<TestReport> => {
    const entry = `  - { name: it, as: alice, environment: prod, ${rest} }\n`;
    const { tests, findings } = await run(entry);
    const [test] = tests;
    if (!test) throw new Error(JSON.stringify(findings, null, 1));
    return test;
  };
  return { runbook: offered.runbook, run, one };
}

export const messages = ({ misses }: TestReport): readonly string[] =>
  misses.map(({ message, lines }) => [message, ...lines].join('\n'));

/** Restarts one service that nothing else depends on. */
export const restartSender = `
steps:
  - id: sender
    title: Restart the sender
    impact: Alerts wait for a minute.
    action: ecs.restart-service
    with: { cluster: alerting-platform-prod-cluster, service: sender }
`;

/** A pause, and somebody who has to look. */
export const pauseAndLook = `
steps:
  - { id: pause, wait: 2h }
  - { id: look, manual: Look at it., assign: [oncall], timeout: 30m }
`;

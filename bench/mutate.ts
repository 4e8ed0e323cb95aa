import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import { castOf, personOf } from '#cli/practice/cast.ts';
import { awsCredentials } from '#cli/practice/tokens.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { Store } from '#engine/store.ts';
import { lintFile } from '#lint/lint.ts';
import { namedFaults } from '#practice/aws/faults/list.ts';
import { startAccount } from '#practice/start-account.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { loadTests } from '#runbook/tests/load.ts';
import { migrate, openStore } from '#store/open-store.ts';
import type { TestParts } from '#testing/ports.ts';
import { runTest } from '#testing/run-test.ts';
import { type Mutant, mutantsOf } from './mutants.ts';

/*
 * Whether the tests of our runbooks notice it when one line of order, approval, verify, undo or `with` is changed. Each mutant is linted, and what the
 * linter lets through runs the runbook's tests until one fails. Give ids to run some runbooks only: bench/mutate.ts stop-stale-tasks
 */

const folder = resolve(import.meta.dirname, '../runbooks');
const { config } = loadConfig(readFileSync(join(folder, 'stepward.yml'), 'utf8'), 'stepward.yml');
if (!config) throw new Error('runbooks/stepward.yml cannot be read');
const known = { signatures: signatures(actions), config };

async function emptyStore(): Promise<Store> {
  const home = { folder: mkdtempSync(join(tmpdir(), 'stepward-mutate-')), durable: false };
  await migrate(home);
  const store = await openStore(home);
  const close = async (): Promise<void> => {
    await store.close();
    rmSync(home.folder, { recursive: true });
  };
  return { ...store, close };
}

const partsFor = (runbook: Runbook, text: string): TestParts => ({
  catalogue: {
    config,
    list: () => [],
    get: (id) => (id === runbook.id ? { runbook, text, file: `${id}.yml`, digest: '' } : undefined),
  },
  faults: [...namedFaults.values()],
  async account({ world, environment }) {
    const started = await startAccount({ world, ...environment });
    return { ...started, aws: createAws({ endpoint: started.url, credentials: awsCredentials }) };
  },
  store: emptyStore,
  people(environment) {
    const cast = castOf(config, environment);
    return cast.people.map(({ id }) => personOf(cast, id));
  },
  stopwatch: () => performance.now(),
});

type Fate = 'killed' | 'caught by the linter' | 'survived';

async function fateOf({ text }: Mutant, id: string, tests: string): Promise<Fate> {
  const file = `${id}.yml`;
  const isWrong = lintFile(text, file, known).some(({ severity }) => severity === 'error');
  const { runbook } = loadRunbook(text, file, known);
  if (isWrong || !runbook) return 'caught by the linter';
  const loaded = loadTests(tests, `${id}.test.yml`, { runbooks: new Map([[id, runbook]]) }).tests;
  if (!loaded) return 'killed';
  const parts = partsFor(runbook, text);
  for (const test of loaded.tests) {
    const { misses } = await runTest({ runbook, world: loaded.world, test }, parts);
    if (misses.length > 0) return 'killed';
  }
  return 'survived';
}

async function mutate(id: string): Promise<void> {
  const text = readFileSync(join(folder, `${id}.yml`), 'utf8');
  const tests = readFileSync(join(folder, `${id}.test.yml`), 'utf8');
  const counts: Record<Fate, number> = { killed: 0, 'caught by the linter': 0, survived: 0 };
  for (const mutant of mutantsOf(text)) {
    const fate = await fateOf(mutant, id, tests);
    counts[fate] += 1;
    if (fate === 'survived') console.log(`  survived  ${id}.yml:${mutant.line}  ${mutant.what}`);
  }
  console.log(
    `${id}: ${Object.entries(counts)
      .map(([fate, count]) => `${count} ${fate}`)
      .join(', ')}`,
  );
}

const all = readdirSync(folder)
  .filter((file) => file.endsWith('.test.yml'))
  .map((file) => basename(file, '.test.yml'));
const chosen = process.argv.length > 2 ? process.argv.slice(2) : all;

console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
for (const id of chosen) await mutate(id);
process.exit();

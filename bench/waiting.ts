import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import type { Person } from '#domain/person.ts';
import { createEngine } from '#engine/engine.ts';
import { type EngineParts, timing } from '#engine/parts.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { migrate, openStore } from '#store/open-store.ts';

/* What App Home asks: of 1,000 open runs, which wait for this person (50 do), and the newest hundred. */

const runs = 1_000;
const forBob = 50;
const times = 15;

const config = `environments:
  prod:
    account: "111122223333"
    region: us-east-1
    start: { groups: [oncall] }
    approve: { groups: [sre], count: 1, requester: false, within: 60m, valid_for: 10m }
groups:
  oncall: { users: [U0ALICE] }
  sre: { users: [U0BOB] }
  dba: { users: [U0CAROL] }
`;
const runbook = (id: string, group: string): string => `runbook: ${id}
version: 1
title: Ask ${group}
environment: [prod]
steps:
  - { id: ask, title: Is it so?, manual: Look., assign: [${group}] }
`;
const groups: Readonly<Record<string, readonly string[]>> = { oncall: ['alice'], sre: ['bob'], dba: ['carol'] };
const person = (id: string): Person => ({
  id,
  name: id,
  kind: 'member',
  groups: Object.keys(groups).filter((group) => groups[group]?.includes(id)),
});

const folder = await mkdtemp(join(tmpdir(), 'stepward-bench-waiting-'));
await writeFile(join(folder, 'stepward.yml'), config);
await writeFile(join(folder, 'ask-sre.yml'), runbook('ask-sre', 'sre'));
await writeFile(join(folder, 'ask-dba.yml'), runbook('ask-dba', 'dba'));
await migrate({ folder });
const store = await openStore({ folder, durable: false });
const parts: EngineParts = {
  surface: 'practice',
  timing,
  aws: createAws({ endpoint: 'http://127.0.0.1:9', credentials: { accessKeyId: 'A', secretAccessKey: 'S' } }),
  store,
  catalogue: openCatalogue(folder, signatures(actions), () => undefined),
  actions,
  directory: { person: async (id) => person(id), members: async (group) => groups[group] ?? [] },
  clock: { now: Date.now, wall: Date.now },
  key: randomBytes(32),
  secretFromEnvironment: () => undefined,
  worker: 'bench',
  changed: () => {},
  log: () => {},
};
const engine = createEngine(parts);

for (let run = 0; run < runs; run += 1) {
  const started = await engine.start({
    runbook: run % (runs / forBob) === 0 ? 'ask-sre' : 'ask-dba',
    environment: 'prod',
    inputs: {},
    reason: 'bench',
    by: 'alice',
    surface: 'practice',
    startKey: `bench-${run}`,
  });
  if (!('run' in started)) throw new Error(JSON.stringify(started));
}

/** Of one call, in milliseconds: until it was answered, and what it took of this process's CPU. */
async function measure(name: string, work: () => Promise<readonly unknown[]>): Promise<void> {
  const took: number[] = [];
  const cpu = process.cpuUsage();
  let found = 0;
  for (let i = 0; i < times; i += 1) {
    const from = performance.now();
    found = (await work()).length;
    took.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(cpu);
  const median = took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
  const columns = [
    `${found} found`,
    `${median.toFixed(0)} ms`,
    `${((user + system) / times / 1_000).toFixed(0)} ms of CPU`,
  ];
  console.log([name.padEnd(26), ...columns.map((one) => one.padStart(14))].join(''));
}

console.log(
  `${loadavg()[0]?.toFixed(1)} processes want ${availableParallelism()} cores; ${runs} runs are open; medians of ${times}.`,
);
await measure('waiting(by, 50)', () => engine.waiting('bob', forBob));
await measure('waiting(by, 10)', () => engine.waiting('bob', 10));
await measure('waiting of nobody', () => engine.waiting('alice', forBob));
await measure('runs({ limit: 100 })', () => engine.runs({ limit: 100 }));
await measure('runs({ open, limit: 100 })', () => engine.runs({ open: true, limit: 100 }));
await measure('runs({ limit: 1000 })', () => engine.runs({ limit: runs }));
await store.close();
await rm(folder, { recursive: true, force: true });

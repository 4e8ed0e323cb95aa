import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store, Tx } from '#engine/store.ts';
import { type Home, migrate, openStore } from '#store/open-store.ts';
import { startPostgres } from '../test/store/postgres-server.ts';
import { effectRow, eventRow, timerRow, withRuns } from '../test/store/rows.ts';
import { syncsPerSecond } from './disk.ts';

/* Durable transitions a second: lock the run, append an event, save a snapshot of 2 kB, change one effect for the next, set a timer. */

const seconds = 5;
const clients = 8;
const snapshot = { value: 'running', context: { lanes: 'x'.repeat(2_000) } };
const names = Array.from({ length: 64 }, (_, index) => `run-${index}`);

async function transition(tx: Tx, run: string): Promise<void> {
  const row = await tx.runs.lock(run);
  if (!row) throw new Error(`There is no run ${run}.`);
  const revision = row.revision + 1;
  await tx.events.append(eventRow(revision, { run }));
  await tx.runs.save({ ...row, revision, snapshot, head: `hash ${revision}` });
  await tx.effects.remove(run, `lane:${revision - 1}:plan`);
  await tx.effects.add(effectRow(`lane:${revision}:plan`, { run }));
  await tx.timers.set(timerRow('lane:within', revision, { run }));
}

/** Transitions done, and microseconds of this process's CPU that each took. */
async function run(store: Store): Promise<{ done: number; cost: number }> {
  const end = performance.now() + seconds * 1_000;
  const cpu = process.cpuUsage();
  let done = 0;
  const client = async (first: number) => {
    for (let turn = first; performance.now() < end; turn += clients) {
      await store.transaction((tx) => transition(tx, names[turn % names.length] ?? ''));
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  const { user, system } = process.cpuUsage(cpu);
  return { done, cost: (user + system) / done };
}

async function measure(name: string, home: Home, budget: number): Promise<void> {
  await migrate(home);
  const store = await openStore(home);
  await withRuns(store, ...names);
  const { done, cost } = await run(store);
  await store.close();
  const figure = done / seconds;
  const columns = [
    name.padEnd(26),
    `${figure.toFixed(0)} /s`.padStart(8),
    `budget ${budget} /s: × ${(figure / budget).toFixed(2)}`,
    `${cost.toFixed(0)} µs of CPU each`,
  ];
  console.log(columns.join('   '));
}

console.log(
  `The disk confirms ${syncsPerSecond().toFixed(0)} writes a second; ${loadavg()[0]?.toFixed(1)} processes want ${availableParallelism()} cores.`,
);

const folder = await mkdtemp(join(tmpdir(), 'stepward-bench-'));
await measure('SQLite', { folder }, 2_500);
await rm(folder, { recursive: true });

const server = await startPostgres({ durable: true });
await measure(`PostgreSQL, ${clients} connections`, await server.database(), 1_500);
await server.stop();

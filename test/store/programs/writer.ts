import { createInterface } from 'node:readline';
import { Failure } from '#domain/failure.ts';
import type { Store, Tx } from '#engine/store.ts';
import { openStore } from '#store/open-store.ts';
import { eventRow } from '../rows.ts';

/* A program that shares a store with its parent: for each number on its input it appends as many events to the run, and says each one's number once it is acknowledged. */

const [home = '', run = ''] = process.argv.slice(2);

async function append(tx: Tx): Promise<number> {
  const row = await tx.runs.lock(run);
  if (!row) throw new Error(`There is no run ${run}.`);
  const seq = row.revision + 1;
  await tx.events.append(eventRow(seq, { run, facts: { by: process.pid } }));
  await tx.runs.save({ ...row, revision: seq });
  return seq;
}

async function insist(store: Store): Promise<number> {
  for (;;)
    try {
      return await store.transaction(append);
    } catch (thrown) {
      if (!(thrown instanceof Failure && thrown.kind === 'transient')) throw thrown;
    }
}

const store = await openStore(JSON.parse(home));
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin }))
  for (let left = Number(line); left > 0; left -= 1) process.stdout.write(`${await insist(store)}\n`);
await store.close();

import { once } from 'node:events';
import { openStore } from '#store/open-store.ts';

/* A program that keeps the run locked until it reads a line. */

const [home = '', run = ''] = process.argv.slice(2);
const store = await openStore(JSON.parse(home));
await store.transaction(async (tx) => {
  await tx.runs.lock(run);
  process.stdout.write('locked\n');
  await once(process.stdin, 'data');
});
await store.close();
process.stdin.destroy();

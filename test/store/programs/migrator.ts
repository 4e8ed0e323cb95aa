import { migrate } from '#store/open-store.ts';

/* A program that migrates a store and says what it has applied. */

const [home = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await migrate(JSON.parse(home)))}\n`);

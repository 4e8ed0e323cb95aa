import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import { backends } from './backends.ts';
import { endPrograms } from './child.ts';
import { failures } from './suites/failures.ts';
import { history } from './suites/history.ts';
import { locks } from './suites/locks.ts';
import { messages } from './suites/messages.ts';
import { migrations } from './suites/migrations.ts';
import { processes } from './suites/processes.ts';
import { runs } from './suites/runs.ts';
import { transactions } from './suites/transactions.ts';
import { work } from './suites/work.ts';

describe.each(backends)('The store on $name', (backend) => {
  beforeAll(() => backend.start(), 60_000);
  afterEach(async () => {
    await endPrograms();
    await backend.tidy();
  });
  afterAll(() => backend.stop());

  runs(backend);
  history(backend);
  work(backend);
  locks(backend);
  messages(backend);
  transactions(backend);
  migrations(backend);
  processes(backend);
  failures(backend);
});

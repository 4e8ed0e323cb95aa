import { join } from 'node:path';
import { loadRunbook } from '#runbook/load.ts';
import type { LoadContext } from '#runbook/open.ts';
import type { TestContext } from '#runbook/tests/context.ts';
import { casesIn, textOf, yamlFiles } from './golden.ts';

const folder = join(casesIn('tests'), 'of');

/** What the names in the cases of tests stand for. */
export const testContextOf = (context: LoadContext): TestContext => ({
  ...(context.config && { config: context.config }),
  runbooks: new Map(
    yamlFiles(folder).map((name) => [
      name.replace('.yml', ''),
      loadRunbook(textOf(folder, name), name, context).runbook,
    ]),
  ),
  practice: { worlds: ['alerting-platform'], faults: ['deny'], people: () => ['alice', 'bob', 'carol'] },
});

import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Config, Environment } from '#domain/config.ts';
import type { Person } from '#domain/person.ts';
import type { TestContext } from '#runbook/tests/context.ts';
import { type FileReport, runFile, type TestReport } from '#testing/run-file.ts';
import type { Parts } from '../parts.ts';
import { castOf, personOf } from '../practice/cast.ts';

type World = Pick<Parts, 'catalogue' | 'runbookFiles' | 'testFiles' | 'practiceNames' | 'testAccount' | 'testStore'>;

export interface Following {
  /** Only tests whose name holds this text. */
  readonly only: string;
  readonly began: (file: string) => void;
  readonly told: (file: string, test: TestReport) => void;
}

/** A folder stands for the tests in it, under the runbooks of that folder; a file for its own, under those beside it. */
async function expand(path: string, { testFiles }: World): Promise<{ folder: string; files: readonly string[] }> {
  if (statSync(path).isDirectory()) return { folder: path, files: await testFiles(path) };
  return { folder: dirname(path), files: [path] };
}

function peopleIn(config: Config, environment: Environment): readonly Person[] {
  const cast = castOf(config, environment);
  return cast.people.map(({ id }) => personOf(cast, id));
}

const namesIn = (config: Config): readonly string[] =>
  config.environments.flatMap((environment) =>
    castOf(config, environment).people.flatMap(({ id, name }) => [name.toLowerCase(), id]),
  );

/** Runs every test of these files and folders, one after another: each has a world of its own, and two at once would only share the processor. */
export async function runTests(
  paths: readonly string[],
  world: World,
  { only, began, told }: Following,
): Promise<readonly FileReport[]> {
  const names = await world.practiceNames();
  const reports: FileReport[] = [];
  for (const path of paths) {
    const { folder, files } = await expand(path, world);
    const catalogue = await world.catalogue(folder);
    const known = (await world.runbookFiles(folder)).map((file) => basename(file).replace(/\.ya?ml$/, ''));
    const context: TestContext = {
      config: catalogue.config,
      runbooks: new Map(known.map((id) => [id, catalogue.get(id)?.runbook])),
      practice: { worlds: names.worlds, faults: names.faults.map(({ name }) => name), people: namesIn },
    };
    const parts = {
      catalogue,
      faults: names.faults,
      account: world.testAccount,
      store: world.testStore,
      people: (environment: Environment) => peopleIn(catalogue.config, environment),
      stopwatch: () => performance.now(),
    };
    for (const file of files) {
      began(file);
      const text = readFileSync(file, 'utf8');
      reports.push(await runFile({ file, text, context }, parts, { only, told: (test) => told(file, test) }));
    }
  }
  return reports;
}

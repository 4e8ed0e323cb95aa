import type { Config, Environment } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { EventRow } from '#engine/rows.ts';
import type { PracticeNames, TestContext } from '#runbook/tests/context.ts';
import { type Coverage, coverageOf } from '#testing/coverage.ts';
import type { TestParts } from '#testing/ports.ts';
import { type FileReport, runFile, type TestReport } from '#testing/run-file.ts';
import type { Parts } from '../parts.ts';
import { castOf, personOf } from '../practice/cast.ts';
import { namesForTests } from '../practice/names.ts';
import { type Found, findTests } from './find-tests.ts';
import type { Report } from './report.ts';

type World = Pick<
  Parts,
  'catalogue' | 'runbookFiles' | 'testFiles' | 'practiceNames' | 'testAccount' | 'testStore' | 'stopwatch'
>;

/** Whoever wants to hear of each test as it ends. */
export interface Following {
  /** Only tests whose name holds this text. */
  readonly only: string;
  readonly began: (file: string) => void;
  readonly told: (file: string, test: TestReport) => void;
}

function peopleIn(config: Config, environment: Environment): readonly Person[] {
  const cast = castOf(config, environment);
  return cast.people.map(({ id }) => personOf(cast, id));
}

const partsOf = ({ catalogue }: Found, faults: TestParts['faults'], world: World): TestParts => ({
  catalogue,
  faults,
  account: world.testAccount,
  store: world.testStore,
  people: (environment) => peopleIn(catalogue.config, environment),
  stopwatch: world.stopwatch,
});

/** What the histories of a runbook's tests come to, together, wherever they stand; of a folder also the runbooks that nobody tests. */
function coverageIn(found: readonly Found[], reports: readonly FileReport[]): readonly Coverage[] {
  const whole = new Set(found.filter(({ isWhole }) => isWhole).flatMap(({ runbooks }) => [...runbooks.keys()]));
  const all = new Map(found.flatMap(({ runbooks }) => [...runbooks]));
  return [...all].flatMap(([id, runbook]) => {
    const own = reports.filter((report) => report.runbook === id);
    if (!runbook || (own.length === 0 && !whole.has(id))) return [];
    const histories: readonly (readonly EventRow[])[] = own.flatMap((report) => report.histories);
    return [coverageOf(runbook, histories)];
  });
}

/**
 * Runs every test of these files and folders, one after another: each has a world of its own, and two at once would only share the processor.
 * @throws Failure `no-tests` if there are none at all
 */
export async function runTests(paths: readonly string[], world: World, following: Following): Promise<Report> {
  const names = await namesForTests(world);
  const { faults } = await world.practiceNames();
  const files: FileReport[] = [];
  const places: Found[] = [];
  for (const path of paths) {
    const found = await findTests(path, world);
    places.push(found);
    files.push(...(await runFound(found, { names, faults, world, following })));
  }
  if (files.length > 0) return { files, coverage: coverageIn(places, files) };
  throw new Failure('user', 'no-tests', `There are no tests (*.test.yml) in ${paths.join(', ')}.`);
}

interface Running {
  readonly names: PracticeNames;
  readonly faults: TestParts['faults'];
  readonly world: World;
  readonly following: Following;
}

async function runFound(found: Found, { names, faults, world, following }: Running): Promise<readonly FileReport[]> {
  const { only, began, told } = following;
  const { catalogue, runbooks } = found;
  const context: TestContext = { config: catalogue.config, runbooks, practice: names };
  const parts = partsOf(found, faults, world);
  const reports: FileReport[] = [];
  for (const { file, text } of found.files) {
    began(file);
    reports.push(await runFile({ file, text, context }, parts, { only, told: (test) => told(file, test) }));
  }
  return reports;
}

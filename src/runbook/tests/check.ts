import { isObject } from '#domain/json.ts';
import { everyStep } from '#domain/rollback.ts';
import type { Runbook } from '#domain/runbook.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { lastOf } from '../yaml/pointer.ts';
import { checkAnswers } from './check-answers.ts';
import type { TestContext } from './context.ts';
import { type Spot, spotsAt } from './spots.ts';
import { botFaults } from './words.ts';

/** Names in a file of tests that stand for nothing, and tests that cannot be told apart. */
export function checkNames(raw: unknown, context: TestContext): readonly Problem[] {
  const id = isObject(raw) ? raw['runbook'] : undefined;
  const runbook = typeof id === 'string' ? context.runbooks?.get(id) : undefined;
  return [
    ...checkRunbook(raw, context),
    ...checkPlaces(raw, context, runbook),
    ...checkPractice(raw, context),
    ...checkDuplicates(raw),
    ...(runbook ? [...checkSteps(raw, runbook), ...checkInputs(raw, runbook), ...checkAnswers(raw, runbook)] : []),
  ];
}

const texts = (raw: unknown, ...paths: readonly string[]): readonly { readonly at: string; readonly value: string }[] =>
  paths
    .flatMap((path) => spotsAt(raw, path))
    .filter((spot): spot is Spot & { value: string } => typeof spot.value === 'string');

const keys = (raw: unknown, path: string) =>
  spotsAt(raw, path).map(({ at }) => ({ at, value: lastOf(at), on: 'key' as const }));

interface Name {
  readonly at: string;
  readonly value: string;
  readonly on?: 'key';
}

/** A problem for each name that is none of the known ones. */
function unknown(names: readonly Name[], what: string, known: readonly string[], where = ''): readonly Problem[] {
  return names
    .filter(({ value }) => !known.includes(value))
    .map(({ value, ...place }) => ({
      rule: `unknown-${what}`,
      ...place,
      message: `there is no ${what} "${value}"${where}`,
      ...suggest(value, known),
    }));
}

function checkRunbook(raw: unknown, { runbooks }: TestContext): readonly Problem[] {
  if (!runbooks) return [];
  const names = texts(raw, 'runbook');
  const broken = names.filter(({ value }) => runbooks.has(value) && !runbooks.get(value));
  return [
    ...unknown(names, 'runbook', [...runbooks.keys()]),
    ...broken.map(({ at, value }) => ({
      rule: 'broken-runbook',
      at,
      message: `the runbook "${value}" has mistakes, so it cannot be tested`,
    })),
  ];
}

function checkPlaces(raw: unknown, { config }: TestContext, runbook: Runbook | undefined): readonly Problem[] {
  const environments = texts(raw, 'tests/*/environment');
  if (!config) return [];
  const groups = texts(raw, 'tests/*/expect/asked/*/of', 'tests/*/expect/asked/*/of/*');
  const ids = config.environments.map(({ id }) => id);
  const listed = environments.filter(({ value }) => ids.includes(value));
  return [
    ...unknown(environments, 'environment', ids, ' in stepward.yml'),
    ...unknown(groups, 'group', Object.keys(config.groups), ' in stepward.yml'),
    ...(runbook ? unknown(listed, 'environment', runbook.environments, ` in ${runbook.id}`) : []),
  ];
}

function checkPractice(raw: unknown, { practice, config }: TestContext): readonly Problem[] {
  if (!practice) return [];
  const people = texts(raw, 'tests/*/as', 'tests/*/people/*/who', 'tests/*/expect/refused/*/who');
  return [
    ...unknown(texts(raw, 'world'), 'world', practice.worlds),
    ...(config ? unknown(people, 'person', practice.people(config)) : []),
    ...unknown(texts(raw, 'tests/*/faults/*/do'), 'fault', [...botFaults, ...practice.faults]),
  ];
}

function checkSteps(raw: unknown, runbook: Runbook): readonly Problem[] {
  const named = texts(
    raw,
    'tests/*/people/*/at',
    'tests/*/faults/*/at',
    'tests/*/expect/asked/*/step',
    'tests/*/expect/held/*/step',
    'tests/*/expect/refused/*/at',
  );
  const known = everyStep(runbook).map(({ id }) => id);
  const steps = [...named.filter(({ value }) => value !== '*'), ...keys(raw, 'tests/*/expect/steps/*')];
  return unknown(steps, 'step', known, ` in ${runbook.id}`);
}

const checkInputs = (raw: unknown, { id, inputs }: Runbook): readonly Problem[] =>
  unknown(
    keys(raw, 'tests/*/inputs/*'),
    'input',
    inputs.map(({ name }) => name),
    ` in ${id}`,
  );

function checkDuplicates(raw: unknown): readonly Problem[] {
  const seen = new Set<string>();
  return texts(raw, 'tests/*/name').flatMap(({ at, value }) => {
    if (seen.has(value)) return [{ rule: 'duplicate-test', at, message: `another test is called "${value}" already` }];
    seen.add(value);
    return [];
  });
}

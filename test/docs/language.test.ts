import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { isObject, type JsonObject } from '#domain/json.ts';
import { evaluate } from '#runbook/expressions.ts';
import { configSchema, runbookSchema } from '#runbook/schemas.ts';
import { stepShapes } from '#runbook/shape/step.ts';
import { codeIn, sectionOf, tablesOf } from './pages.ts';

const page = 'docs/language.md';

const table = (heading: string, first: string) => tablesOf(sectionOf(page, heading)).get(first) ?? [];
const keysUnder = (heading: string): readonly string[] => table(heading, 'key').flatMap(([key = '']) => codeIn(key));

/** What a schema says lies at a path; of a union, its first branch. */
function at(schema: JsonObject, ...path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = schema[key];
  const first = Array.isArray(next) ? next[0] : next;
  if (!isObject(first)) throw new Error(`the schema has no ${key}`);
  return at(first as JsonObject, ...rest);
}

const keys = (schema: JsonObject, ...path: readonly string[]): readonly string[] =>
  Object.keys(at(schema, ...path, 'properties'));

const runbooks = runbookSchema(signatures(catalogue));
const ofStep = (kind: string): readonly string[] => keys(runbooks, '$defs', kind);
const every = ofStep('wait').filter((key) => key !== 'wait');
const repeating = ['for_each', 'max', 'max_parallel'];
const own = (kind: string): readonly string[] => {
  const shared = ofStep(kind).includes('for_each') ? [...every, ...repeating] : every;
  return ofStep(kind).filter((key) => !shared.includes(key));
};

const environments = ['properties', 'environments', 'patternProperties', '^.*$'];
const environment = (...path: readonly string[]) => keys(configSchema(), ...environments, ...path);
const groups = keys(configSchema(), 'properties', 'groups', 'patternProperties', '^.*$');

describe('docs/language.md', () => {
  it.each([
    ['The runbook', keys(runbooks)],
    ['Every step', every],
    ...Object.keys(stepShapes).map((kind) => [kind, own(kind)] as const),
    ['check', keys(runbooks, '$defs', 'verify')],
    ['Repeating', repeating],
    ['Who must approve', keys(runbooks, '$defs', 'action', 'properties', 'approve', 'anyOf')],
    ['Inputs', keys(runbooks, '$defs', 'input')],
    ['The file', keys(configSchema())],
    ['An environment', environment()],
    ['Who is mentioned', environment('properties', 'notify')],
    ['Who may approve alone', environment('properties', 'break_glass')],
    ['A schedule', keys(configSchema(), 'properties', 'schedules', 'patternProperties', '^.*$')],
    ['A group', groups],
    ['lint', keys(configSchema(), 'properties', 'lint')],
  ] as const)('tells under "%s" the keys that the schema has, and no others', (heading, expected) => {
    expect([...keysUnder(heading)].sort()).toEqual([...expected].sort());
  });

  it('says which steps can be repeated', () => {
    const kinds = Object.keys(stepShapes).filter((kind) => repeating.every((key) => ofStep(kind).includes(key)));
    expect(kinds).toEqual(['action', 'check', 'steps']);
  });

  it('links the page of every action and check', () => {
    for (const { kind, meta } of catalogue.values())
      expect(sectionOf(page, kind === 'source' ? 'Inputs' : kind)).toContain(`[\`${meta.id}\`](actions/${meta.id}.md)`);
  });

  it.each(table('Expressions', 'expression'))('says what %s gives', (expression = '', gives = '') => {
    const [text = '', value = ''] = codeIn(expression + gives);
    const scope = { inputs: {}, steps: {}, run: {}, environment: {} };
    expect(evaluate(`\${{ ${text} }}`, scope)).toEqual(JSON.parse(value));
  });
});

it('finds every action and check named in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  const ids = [...catalogue.values()].filter(({ kind }) => kind !== 'source').map(({ meta }) => meta.id);
  expect(ids.filter((id) => !readme.includes(`\`${id}\``))).toEqual([]);
});

import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { isObject } from '#domain/json.ts';
import { configSchema, runbookSchema } from '#runbook/schemas.ts';
import { casesIn, textOf, yamlFiles } from './golden.ts';
import { signatures } from './signatures.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
const runbook = ajv.compile(runbookSchema(signatures));
const config = ajv.compile(configSchema());

const broken = (name: string): boolean => runbook(load(textOf(casesIn('broken'), `${name}.yml`)));

describe('the schema of runbooks', () => {
  it.each(yamlFiles(casesIn('valid')))('accepts what has no findings: %s', (name) => {
    expect([runbook(load(textOf(casesIn('valid'), name))), runbook.errors]).toEqual([true, null]);
  });

  it('accepts a runbook that inlines others', () => {
    for (const name of ['three-levels', 'restart-two'])
      expect([name, runbook(load(textOf(casesIn('inlined'), `${name}.yml`)))]).toEqual([name, true]);
  });

  it.each([
    'unknown-keys',
    'missing-keys',
    'wrong-types',
    'wrong-link',
    'step-of-no-kind',
    'step-of-two-kinds',
    'key-elsewhere',
    'unknown-calls',
    'with-shape',
    'sizes',
    'for-each',
    'branches',
    'choices',
    'fields',
    'messages',
    'undo',
    'choices-from',
    'references',
  ])('refuses what has the wrong shape: %s', (name) => {
    expect(broken(name)).toBe(false);
  });

  it('leaves to the linter what only the whole file tells', () => {
    expect(broken('expression-order')).toBe(true);
    expect(broken('duplicate-step')).toBe(true);
  });

  it('lets an editor complete `with` for every action and check', () => {
    const definitions = JSON.stringify(runbookSchema(signatures));
    for (const { id, summary } of signatures.values()) {
      expect(definitions).toContain(`{"const":"${id}"}`);
      expect(definitions).toContain(JSON.stringify(summary));
    }
  });

  it('knows steps wherever they stand', () => {
    const steps = (where: string) =>
      runbook(load(`{ runbook: a, version: 1, title: A, environment: prod, steps: [{ id: a, ${where} }] }`));
    for (const where of [
      'steps: [STEP]',
      'parallel: { one: [STEP] }',
      'choose: { question: Q, options: [{ id: a, label: A, steps: [STEP] }, { id: b, label: B, end: stopped }] }',
      'action: ecs.restart-service, undo: { steps: [STEP] }',
    ]) {
      expect([where, steps(where.replace('STEP', '{ id: b, wait: 5s }'))]).toEqual([where, true]);
      expect([where, steps(where.replace('STEP', '{ id: b, wait: 5 }'))]).toEqual([where, false]);
    }
  });

  it('describes every key', () => {
    expect(undescribed(runbookSchema(new Map()), '')).toEqual([]);
    expect(undescribed(configSchema(), '')).toEqual([]);
  });
});

describe('the schema of stepward.yml', () => {
  it('accepts what has no findings and refuses the rest', () => {
    expect(config(load(textOf(casesIn('.'), 'stepward.yml')))).toBe(true);
    for (const name of ['missing', 'no-environments', 'environment-keys', 'wrong-values'])
      expect([name, config(load(textOf(casesIn('config'), `${name}.yml`)))]).toEqual([name, false]);
  });
});

/** Properties without a word for the person who hovers over them. */
function undescribed(schema: unknown, at: string): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((item, i) => undescribed(item, `${at}/${i}`));
  if (!isObject(schema)) return [];
  const own = Object.entries(isObject(schema['properties']) ? schema['properties'] : {})
    .filter(([, property]) => isObject(property) && !('description' in property))
    .map(([key]) => `${at}/${key}`);
  return [...own, ...Object.entries(schema).flatMap(([key, part]) => undescribed(part, `${at}/${key}`))];
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';

const root = new URL('../../', import.meta.url);
const services = [
  'aws',
  'cloudmap',
  'cloudwatch',
  'ecr',
  'ecs',
  'elb',
  'http',
  'iam',
  'logs',
  'secrets',
  'ssm',
  'states',
  'websocket',
];
const files = services.flatMap((service) =>
  readdirSync(new URL(`src/actions/${service}/`, root)).map((file) => `${service}.${file.replace(/\.ts$/, '')}`),
);

it('lists every action, check and source whose file spells its id', () => {
  expect([...catalogue.keys()].sort()).toEqual(files.sort());
});

describe.each([...catalogue.values()])('$meta.id', (each) => {
  it('has a page that names every input and output', () => {
    const page = new URL(each.meta.docs, root);
    expect(each.meta.docs).toBe(`docs/actions/${each.meta.id}.md`);
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    const inputs = Object.keys((signatures(catalogue).get(each.meta.id)?.input['properties'] ?? {}) as object);
    const outputs = each.kind === 'source' ? [] : Object.keys(each.outputs);
    const named = [...inputs, ...outputs].filter((name) => !text.includes(`\`${name}\``));
    expect(named).toEqual([]);
  });

  it('takes no input that it does not name', () => {
    expect(signatures(catalogue).get(each.meta.id)?.input).toMatchObject({
      type: 'object',
      additionalProperties: false,
    });
  });
});

it('lets authors leave out what has a default', () => {
  const { input } = signatures(catalogue).get('ecs.restart-service') ?? {};
  expect(input).toMatchObject({ required: ['cluster', 'service'] });
});

it('shows authors a secret as the text it is, and says which member may be one', () => {
  const signature = signatures(catalogue).get('ssm.rotate-parameter');
  expect(signature?.secrets).toEqual(['value']);
  expect(signature?.input).toMatchObject({ properties: { value: { type: 'string' } } });
});

it('says of an action how it is undone, and of a source what it offers', () => {
  const all = signatures(catalogue);
  const ways = ['ecs.restart-service', 'ecs.stop-tasks', 'ecs.scale-service'].map((id) => all.get(id)?.undo);
  expect(ways).toEqual(['nothing', 'impossible', 'auto']);
  const { kind, outputs, undo } = all.get('ecs.services') ?? {};
  expect({ kind, undo, outputs: Object.keys(outputs ?? {}) }).toEqual({ kind: 'source', outputs: ['choices'] });
});

it('says when each output is known', () => {
  const signature = signatures(catalogue).get('ssm.rotate-parameter');
  expect(signature?.outputs).toMatchObject({ version: { known: 'apply' }, previous_version: { known: 'plan' } });
});

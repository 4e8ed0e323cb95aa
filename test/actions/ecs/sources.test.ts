import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { defineSource } from '#actions/define.ts';
import { catalogue } from '#actions/list.ts';
import type { JsonObject } from '#domain/json.ts';
import { type Stage, setStage } from '../practice.ts';
import { cluster, world } from '../world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

async function choices(id: string, input: JsonObject): Promise<readonly string[]> {
  const source = catalogue.get(id);
  if (source?.kind !== 'source') throw new Error(`${id} is no source`);
  return source.choices(input, stage.read);
}

describe('what an input can be chosen from', () => {
  it('is every cluster', async () => {
    expect(await choices('ecs.clusters', {})).toEqual([cluster]);
  });

  it('is every service of a cluster, by name', async () => {
    expect(await choices('ecs.services', { cluster })).toEqual([
      'api',
      'broker',
      'busy',
      'homeless',
      'parked',
      'picky',
      'stuck',
    ]);
  });

  it('is every revision that the service could run, the newest first', async () => {
    expect(await choices('ecs.revisions', { cluster, service: 'api' })).toEqual(['api:3', 'api:2', 'api:1']);
  });
});

describe('a source fails', () => {
  it.each([
    ['ecs.services', { cluster: 'other' }, { kind: 'user', code: 'aws-refused' }],
    ['ecs.revisions', { cluster, service: 'nobody' }, { kind: 'user', code: 'no-such-service' }],
    ['ecs.services', {}, { kind: 'user', code: 'bad-input', message: 'ecs.services: "cluster" is missing' }],
    ['ecs.clusters', { region: 'x' }, { kind: 'user', code: 'bad-input' }],
  ])('%s for %j', async (id, input, failure) => {
    await expect(choices(id, input)).rejects.toMatchObject(failure);
  });
});

it('offers a thousand choices at most', async () => {
  const [services] = [...catalogue.values()].filter(({ meta }) => meta.id === 'ecs.services');
  if (services?.kind !== 'source') throw new Error('ecs.services is no source');
  const many = Array.from({ length: 1_200 }, (_, n) => `s${n}`);
  const source = defineSource({ meta: services.meta, input: services.input, choices: async () => many });
  expect(await source.choices({ cluster }, stage.read)).toEqual(many.slice(0, 1_000));
});

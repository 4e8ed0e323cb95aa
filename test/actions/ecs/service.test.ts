import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { smallWorld } from '../../practice/aws/small-world.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';
import { cluster, deployApi, world } from '../world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const look = (more: JsonObject = {}) => checkOf('ecs.service').read({ cluster, ...more }, stage.read, stage.ctx());

describe('a sweep', () => {
  it('gives every service of the cluster a verdict, and says what is wrong', async () => {
    const { state, outputs, evidence, progress } = await look({ report: true });
    expect(state).toBe('ok');
    expect(outputs).toMatchObject({
      verdicts: { api: 'OK', broker: 'OK', homeless: 'DOWN', parked: 'PARKED' },
      bad: expect.arrayContaining(['homeless']),
    });
    expect(evidence).toMatchObject({
      api: expect.stringMatching(/^OK · 2 of 2 running, 2 healthy · api:1 COMPLETED for \d+ h/),
      homeless: expect.stringMatching(/^DOWN · 0 of 1 running, 0 healthy .* No container instance meets the placement/),
    });
    expect(progress).toMatch(/^\d+ of \d+ services as they should be · .*homeless: DOWN · /);
  });

  it('does not hold for the bad ones unless it only reports', async () => {
    expect(await look({ services: ['api', 'parked'] })).toMatchObject({ state: 'ok' });
    expect(await look({ services: ['api', 'homeless'] })).toMatchObject({ state: 'pending' });
    expect(await look({ services: ['api', 'nobody'] })).toMatchObject({
      state: 'pending',
      outputs: { verdicts: { nobody: 'DOWN' }, bad: ['nobody'] },
      evidence: { nobody: 'DOWN · is not in c' },
    });
  });
});

describe('a deployment', () => {
  it('is rolling at first, and well in the end', async () => {
    await stage.practice.perform('UpdateService', deployApi(3));
    stage.pass(12);
    expect(await look({ services: ['api'] })).toMatchObject({
      state: 'pending',
      outputs: { verdicts: { api: 'ROLLING' } },
    });
    stage.pass(120);
    expect(await look({ services: ['api'] })).toMatchObject({ state: 'ok', outputs: { verdicts: { api: 'OK' } } });
  });

  it('that exits every 17 s is a loop, although the breaker never fires', async () => {
    await stage.close();
    stage = await setStage(
      smallWorld({ after: { exit: { after: 5, code: 1 } }, breaker: { enable: true, rollback: true } }),
    );
    await stage.practice.perform('UpdateService', { cluster, service: 'api', taskDefinition: 'api:2' });
    stage.pass(900);
    const { state, evidence, outputs } = await look();
    expect({ state, outputs }).toMatchObject({ state: 'failed', outputs: { verdicts: { api: 'LOOP' } } });
    expect(evidence['api']).toMatch(
      /its deployment has been in progress for 15 min · \d\d of its tasks stopped within 30 min · stopped in the last hour: \d\d × Essential/,
    );
  });

  it('of a looping revision is degraded once the breaker stops it without going back', async () => {
    await stage.close();
    stage = await setStage(smallWorld({ after: 'missing', breaker: { enable: true, rollback: false } }));
    await stage.practice.perform('UpdateService', { cluster, service: 'api', taskDefinition: 'api:2' });
    stage.pass(900);
    expect((await look()).outputs).toMatchObject({ verdicts: { api: 'DEGRADED' } });
  });
});

describe('an expectation', () => {
  it.each([
    [{ running: 2, desired: 2, task_definition: 'api:1' }, 'ok', ''],
    [{ running: 3 }, 'pending', 'running is 2, not 3'],
    [{ desired: 1 }, 'pending', 'desired is 2, not 1'],
    [{ task_definition: 'api:2' }, 'pending', 'task definition is api:1, not api:2'],
  ])('%j gives %s', async (expected, state, miss) => {
    expect(await look({ services: ['api'], expect: expected })).toMatchObject({
      state,
      progress: expect.stringContaining(miss),
    });
  });

  it('may name a task definition by its ARN', async () => {
    const { taskDefinition = '' } = (await stage.read.ecs.service(cluster, 'api')) ?? {};
    expect(await look({ services: ['api'], expect: { task_definition: taskDefinition } })).toMatchObject({
      state: 'ok',
    });
  });
});

it('tells of many bad services only the first on a card', async () => {
  const services = ['a', 'b', 'd', 'e', 'f', 'g'];
  const { progress, outputs } = await look({ services });
  expect(outputs['bad']).toEqual(services);
  expect(progress).toMatch(/^0 of 6 services as they should be · a: DOWN .* · e: DOWN · is not in c · and 2 more$/);
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster, world } from '../world.ts';

const park = actionOf('ecs.park');
const unpark = actionOf('ecs.unpark');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const done = async (action: typeof park, input: JsonObject) => {
  const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, { cluster, ...input })));
  return (await verifyAll(stage, action, walk)).at(-1);
};
const ask = (action: typeof park, input: JsonObject) => action.plan({ cluster, ...input }, stage.read, stage.ctx());
const setCount = (service: string, desiredCount: number) =>
  stage.practice.perform('UpdateService', { cluster, service, desiredCount });
const look = async (name: string) => {
  const service = await stage.read.ecs.service(cluster, name);
  const target = await stage.read.scaling.target(cluster, name);
  return {
    desired: service?.desired,
    tags: await stage.read.ecs.tags(service?.arn ?? ''),
    suspended: target?.suspended,
  };
};

describe('parking', () => {
  it('names every service, its tasks and what is kept of it on the card', async () => {
    const planned = await ask(park, { services: ['api', 'picky', 'parked'] });
    expect(planned.blastRadius).toBe('All tasks of api (2 tasks), picky (1 task) in c');
    expect(planned.changes).toEqual([
      { target: 'api', what: 'desired count', before: '2', after: '0' },
      { target: 'api', what: 'tag stepward:parked-desired', after: '2' },
      { target: 'picky', what: 'desired count', before: '1', after: '0' },
      { target: 'picky', what: 'Application Auto Scaling suspended' },
      { target: 'picky', what: 'tag stepward:parked-desired', after: '1' },
      { target: 'picky', what: 'tag stepward:parked-scaling', after: 'in out scheduled' },
    ]);
    expect(planned.warnings).toEqual(['Nothing of api runs then.', 'Nothing of picky runs then.']);
  });

  it('lasts, although Application Auto Scaling has a minimum', async () => {
    expect(await done(park, { services: ['picky'] })).toMatchObject({ state: 'ok' });
    stage.pass(300);
    expect(await look('picky')).toMatchObject({ desired: 0, suspended: { in: true, out: true, scheduled: true } });
  });

  it('does nothing where nothing runs, and is refused where there is no such service', async () => {
    expect(await ask(park, { services: ['parked'] })).toMatchObject({ nothingToDo: expect.any(String) });
    expect(await ask(park, { services: ['api', 'nobody'] })).toMatchObject({
      refuse: 'There is no service nobody in c.',
    });
  });

  it('is slow while ECS keeps a protected task, which it names', async () => {
    const walk = await sendAll(
      stage,
      park,
      begin(stage, await plan(stage, park, { cluster, services: ['api', 'busy'] })),
    );
    const slow = (await verifyAll(stage, park, walk, 120)).at(-1);
    expect(slow).toMatchObject({ state: 'slow', progress: expect.stringMatching(/^busy: .*1 protected tasks/) });
  });
});

describe('ending that', () => {
  it('needs nothing but the tags: another program, a year later, finds the counts and what was scaled', async () => {
    await done(park, { services: ['api', 'picky'] });
    const tagged = (await look('picky')).tags;
    expect(tagged).toEqual({ 'stepward:parked-desired': '1', 'stepward:parked-scaling': 'in out scheduled' });
    stage.pass(3_600);
    expect(await done(unpark, { services: ['api', 'picky'] })).toMatchObject({
      state: 'ok',
      evidence: { api: '2 of 2 tasks healthy', picky: '1 of 1 tasks healthy' },
    });
    expect(await look('api')).toEqual({ desired: 2, tags: {}, suspended: undefined });
    expect(await look('picky')).toEqual({
      desired: 1,
      tags: {},
      suspended: { in: false, out: false, scheduled: false },
    });
  });

  it('resumes only what parking suspended', async () => {
    await stage.practice.perform('RegisterScalableTarget', {
      ServiceNamespace: 'ecs',
      ResourceId: `service/${cluster}/picky`,
      ScalableDimension: 'ecs:service:DesiredCount',
      SuspendedState: { DynamicScalingInSuspended: true },
    });
    await done(park, { services: ['picky'] });
    await done(unpark, { services: ['picky'] });
    expect((await look('picky')).suspended).toEqual({ in: true, out: false, scheduled: false });
  });

  it('is refused without a tag and without a count, and done with a count', async () => {
    await setCount('api', 0);
    stage.pass(30);
    expect(await ask(unpark, { services: ['api'] })).toMatchObject({
      refuse: 'api has no tag stepward:parked-desired, so its count is not known: give desired.',
    });
    expect(await done(unpark, { services: ['api'], desired: 1 })).toMatchObject({ state: 'ok' });
    expect(await look('api')).toMatchObject({ desired: 1 });
  });

  it('is refused where somebody started it meanwhile with another count', async () => {
    await setCount('parked', 2);
    expect(await ask(unpark, { services: ['parked'] })).toMatchObject({
      refuse: 'parked shall run 2 tasks, so it is not parked: its tag says 1.',
    });
  });
});

it('puts back only what was begun', async () => {
  const walk = await sendAll(
    stage,
    park,
    begin(stage, await plan(stage, park, { cluster, services: ['api', 'picky'] })),
    1,
  );
  expect(park.undo(walk.plan, walk.receipts)).toEqual({ action: 'ecs.unpark', input: { cluster, services: ['api'] } });
  expect(await done(unpark, { services: ['api'] })).toMatchObject({ state: 'ok' });
  expect(await look('api')).toMatchObject({ desired: 2, tags: {} });
});

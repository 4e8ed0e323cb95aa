import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckRead, Ctx } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import { checkOf, type Stage, setStage } from './practice.ts';
import { cluster, deployApi, logGroup, parameter, world } from './world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const look = (id: string, input: JsonObject, ctx: Partial<Ctx> = {}): Promise<CheckRead> =>
  checkOf(id).read(input, stage.read, stage.ctx(ctx));
const restartBroker = async (): Promise<void> => {
  for (const { arn } of await stage.read.ecs.tasks(cluster, 'broker', 'RUNNING'))
    await stage.practice.perform('StopTask', { cluster, task: arn, reason: 'by hand' });
};

describe('ecs.services-healthy', () => {
  const healthy = (...services: string[]) => look('ecs.services-healthy', { cluster, services });

  it('holds while all run what they should', async () => {
    expect(await healthy('api', 'broker')).toMatchObject({
      state: 'ok',
      progress: '2 of 2 services healthy',
      outputs: { healthy: ['api', 'broker'], unhealthy: [] },
    });
  });

  it('holds for none', async () => {
    expect(await healthy()).toMatchObject({ state: 'ok' });
  });

  it('is pending while a deployment rolls', async () => {
    await stage.practice.perform('UpdateService', deployApi(3));
    stage.pass(12);
    expect(await healthy('api', 'broker')).toMatchObject({
      state: 'pending',
      progress: expect.stringMatching(/api: \d of 2 healthy, \d running, rollout IN_PROGRESS/),
      outputs: { healthy: ['broker'], unhealthy: ['api'] },
    });
  });

  it('is pending while a replacement is not healthy yet, though nothing is deployed', async () => {
    await restartBroker();
    stage.pass(25);
    expect(await healthy('broker')).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining('0 of 1 healthy, 1 running'),
    });
    stage.pass(60);
    expect(await healthy('broker')).toMatchObject({ state: 'ok' });
  });

  it.each([
    ['nobody', 'nobody: is not in c'],
    ['parked', 'parked: its desired count is 0'],
  ])('fails at once for %s', async (service, why) => {
    expect(await healthy('api', service)).toMatchObject({ state: 'failed', progress: expect.stringContaining(why) });
  });
});

describe('ecs.same-instance', () => {
  const same = (...services: string[]) => look('ecs.same-instance', { cluster, services });

  it('holds for tasks on one instance', async () => {
    expect(await same('broker', 'broker')).toMatchObject({ state: 'ok', outputs: { instances: ['i-0aaa'] } });
  });

  it('fails for tasks that are spread', async () => {
    expect(await same('broker', 'api')).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/broker on i-0aaa · api on i-0[ab]{3}, i-0[ab]{3}/),
    });
  });

  it('is pending while a service runs nothing', async () => {
    expect(await same('broker', 'parked')).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining('parked on nothing'),
    });
  });
});

describe('logs.wait-for', () => {
  const waitFor = (more: JsonObject = {}, ctx: Partial<Ctx> = {}) =>
    look('logs.wait-for', { group: logGroup, pattern: 'listening on', ...more }, ctx);

  it('does not count a line from before', async () => {
    expect(await waitFor({}, { since: stage.now() })).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining('No line with "listening on" in /ecs/app since'),
    });
  });

  it('holds once the line is there, and tells when and where', async () => {
    const since = stage.now();
    await restartBroker();
    stage.pass(60);
    expect(await waitFor({}, { since })).toMatchObject({
      state: 'ok',
      evidence: { stream: expect.stringMatching(/^broker\/broker\//), line: 'listening on 8081' },
      outputs: { line: 'listening on 8081', at: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
  });

  it('looks back as far as it is told, by a duration or a time', async () => {
    expect(await waitFor({ since: '1h' })).toMatchObject({ state: 'ok' });
    expect(await waitFor({ since: new Date(stage.now() - 3_600_000).toISOString() })).toMatchObject({ state: 'ok' });
    expect(await waitFor({ since: '1s' })).toMatchObject({ state: 'pending' });
  });

  it.each(['yesterday', '2026-11-21T99:00:00Z', '5 m'])('does not take %j for a time', async (since) => {
    await expect(waitFor({ since })).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('takes the pattern as it stands, not as an expression', async () => {
    for (const pattern of ['listening .*', '"', '%l%', '\\', '?listening', '{ $.a = 1 }'])
      expect(await waitFor({ pattern, since: '1h' })).toMatchObject({ state: 'pending' });
  });

  it('says which log group does not exist', async () => {
    await expect(waitFor({ group: '/ecs/nothing' })).rejects.toMatchObject({
      kind: 'user',
      message: expect.stringContaining('ResourceNotFoundException'),
    });
  });
});

describe('logs.absent', () => {
  const absent = (more: JsonObject, ctx: Partial<Ctx> = {}) =>
    look('logs.absent', { group: logGroup, for: '30s', ...more }, ctx);

  it('fails for a line since then', async () => {
    expect(await absent({ pattern: 'listening' }, { since: stage.now() - 3_600_000 })).toMatchObject({
      state: 'failed',
      progress: 'There is "listening": listening on 8081',
    });
  });

  it('only waits for it to move out of sight when it looks back a duration', async () => {
    expect(await absent({ pattern: 'listening', since: '1h' })).toMatchObject({ state: 'pending' });
  });

  it('does not take silence for success', async () => {
    const silent = await absent({ pattern: 'x', group: '/ecs/silent' }, { since: stage.now() - 60_000 });
    expect(silent).toMatchObject({ state: 'pending', progress: expect.stringContaining('No data') });
  });

  it('waits until there has been no such line for long enough, and says until when', async () => {
    const since = stage.now();
    await restartBroker();
    stage.pass(20);
    const early = await absent({ pattern: 'ConnectException' }, { since });
    expect(early).toMatchObject({
      state: 'pending',
      due: since + 30_000,
      progress: 'No "ConnectException" for 20 s of 30s',
    });
    stage.pass(10);
    expect(await absent({ pattern: 'ConnectException' }, { since })).toMatchObject({ state: 'ok' });
  });
});

describe('secrets.readers', () => {
  it('finds who reads a parameter, by its name or ARN, and tells who is parked', async () => {
    for (const named of [parameter, `arn:aws:ssm:us-east-1:111122223333:parameter${parameter}`])
      expect(await look('secrets.readers', { cluster, parameter: named })).toMatchObject({
        state: 'ok',
        outputs: { services: ['api', 'stuck'], parked: ['parked'] },
      });
  });

  it('finds nobody for another parameter', async () => {
    expect(await look('secrets.readers', { cluster, parameter: '/app/other' })).toMatchObject({
      state: 'ok',
      outputs: { services: [], parked: [] },
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';
import { cluster, world } from '../world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const look = (asked: JsonObject) => checkOf('ecs.task-exit').read({ cluster, ...asked }, stage.read, stage.ctx());

const run = async (...command: string[]): Promise<string> => {
  const overrides = { containerOverrides: [{ name: 'api', command }] };
  await stage.practice.perform('RunTask', { cluster, taskDefinition: 'api:1', startedBy: 'me', overrides });
  return (await stage.read.ecs.startedBy(cluster, 'me'))[0]?.arn ?? '';
};

describe('of one task', () => {
  it('tells the exit code and the last lines', async () => {
    const task = await run('npm', 'run', 'broken');
    expect(await look({ task })).toMatchObject({
      state: 'pending',
      progress: expect.stringMatching(/is PROVISIONING$/),
    });
    stage.pass(60);
    expect(await look({ task })).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/^task \w{8}… · api: exit code 1$/),
      evidence: { stop_code: 'EssentialContainerExited', lines: ['relation "users" does not exist'] },
      outputs: { exit_code: 1, reason: 'api: exit code 1', task },
    });
    expect(await look({ task, expected: 1 })).toMatchObject({ state: 'ok' });
  });

  it('shows as many lines as are asked for, the newest', async () => {
    const task = await run('npm', 'run', 'migrate');
    stage.pass(60);
    const { state, evidence } = await look({ task, lines: 1 });
    expect({ state, lines: evidence['lines'] }).toEqual({
      state: 'ok',
      lines: ['migrated postgres://(credentials)@db/app'],
    });
  });

  it('does not know one that is not there', async () => {
    expect(await look({ task: 'f'.repeat(32) })).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining('ECS shows no task'),
    });
  });
});

describe('of a service', () => {
  it('is about the task that stopped last', async () => {
    expect(await look({ service: 'api' })).toMatchObject({
      state: 'pending',
      progress: 'no task of api has stopped within about the last hour',
    });
    stage.practice.hinder('service:api', 'exiting');
    await stage.practice.perform('UpdateService', { cluster, service: 'api', forceNewDeployment: true });
    stage.pass(40);
    expect(await look({ service: 'api' })).toMatchObject({
      state: 'failed',
      outputs: { exit_code: 1 },
      evidence: { lines: ['starting up', 'listening on 8081'] },
    });
  });

  it('gives no exit code where the task never started', async () => {
    stage.practice.hinder('service:api', 'unpullable');
    await stage.practice.perform('UpdateService', { cluster, service: 'api', forceNewDeployment: true });
    stage.pass(15);
    const { state, outputs } = await look({ service: 'api' });
    expect(state).toBe('failed');
    expect(outputs).toEqual({
      task: expect.any(String),
      reason: expect.stringMatching(/^never started: CannotPullContainerError/),
    });
  });
});

it('wants to know which task', async () => {
  expect(await look({})).toMatchObject({ state: 'pending', progress: 'Say which task: service, or task' });
});

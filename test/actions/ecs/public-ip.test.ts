import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fargateWorld } from '../fargate-world.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(fargateWorld());
});
afterEach(() => stage.close());

const look = (service: string) => checkOf('ecs.public-ip').read({ cluster: 'c', service }, stage.read, stage.ctx());

describe('ecs.public-ip', () => {
  it('gives the address of the newest task first', async () => {
    const { state, outputs, progress } = await look('web');
    expect(state).toBe('ok');
    expect(outputs).toEqual({
      ip: expect.stringMatching(/^203\.0\.113\.\d+$/),
      ips: [outputs['ip'], expect.stringMatching(/^203\.0\.113\.\d+$/)],
    });
    expect(progress).toBe(`web is at ${outputs['ip']}`);
  });

  it('fails for a task without one', async () => {
    expect(await look('inner')).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/^task \w{8}… of inner has no public address$/),
    });
  });

  it('is pending while no task runs', async () => {
    expect(await look('parked')).toMatchObject({ state: 'pending', progress: 'no task of parked runs' });
  });
});

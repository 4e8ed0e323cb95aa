import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { patience, pausedWorld } from '../paused-world.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster } from '../world.ts';

const action = actionOf('ecs.continue-deployment');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(pausedWorld());
});
afterEach(() => stage.close());

const input = { cluster, service: 'api', do: 'continue' };
const ask = (more: JsonObject) => action.plan({ ...input, ...more }, stage.read, stage.ctx());
const send = async (more: JsonObject) =>
  sendAll(stage, action, begin(stage, await plan(stage, action, { ...input, ...more })));
const deployment = async () => {
  const service = await stage.read.ecs.service(cluster, 'api');
  return stage.read.ecs.serviceDeployment(service?.serviceDeployment ?? '');
};

describe('the card of a deployment that is paused (N)', () => {
  it('says where it is, what is deployed, until when ECS waits and what happens then', async () => {
    const planned = await ask({ stage: 'POST_TEST_TRAFFIC_SHIFT' });
    expect(planned.changes).toEqual([
      {
        target: 'api',
        what: 'deployment that waits at POST_TEST_TRAFFIC_SHIFT, with 100 % of test and 0 % of production traffic on the new tasks',
        after: 'continued',
      },
      { target: 'api', what: 'task definition', before: 'api:1', after: 'api:3' },
    ]);
    expect(planned.warnings).toEqual([
      expect.stringMatching(/^If nobody answers until \d{4}-\d\d-\d\d \d\d:\d\d UTC, ECS rolls it back\.$/),
    ]);
    expect(planned.blastRadius).toBe('The deployment of api in c, by BLUE_GREEN');
    expect(planned.requests).toEqual([
      {
        service: 'ecs',
        operation: 'ContinueServiceDeployment',
        params: {
          serviceDeploymentArn: expect.any(String),
          hookId: expect.stringMatching(/^ecs-pause-/),
          action: 'CONTINUE',
        },
      },
    ]);
  });

  it('is refused at another stage, and where nothing waits', async () => {
    expect(await ask({ stage: 'PRE_SCALE_UP' })).toMatchObject({
      refuse: 'The deployment of api waits at POST_TEST_TRAFFIC_SHIFT, not at PRE_SCALE_UP.',
    });
    expect(await ask({ service: 'picky' })).toMatchObject({
      refuse: 'The deployment of picky is SUCCESSFUL: nothing waits for an answer.',
    });
    expect(await ask({ service: 'nobody' })).toMatchObject({ refuse: 'There is no service nobody in c.' });
  });
});

describe('answered', () => {
  it('it goes on to the next stage, and in the end is successful', async () => {
    const walk = await send({});
    const ok = (await verifyAll(stage, action, walk)).at(-1);
    expect(ok).toMatchObject({ state: 'ok', progress: 'IN_PROGRESS at PRE_PRODUCTION_TRAFFIC_SHIFT' });
    stage.pass(120);
    expect(await deployment()).toMatchObject({ status: 'SUCCESSFUL', target: { productionWeight: 100 } });
    expect(action.results(walk.plan, walk.receipts, ok?.memo)).toEqual({
      stage: 'POST_TEST_TRAFFIC_SHIFT',
      reached: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
    });
  });

  it('it is rolled back, and the old tasks are the only ones', async () => {
    const verdicts = await verifyAll(stage, action, await send({ do: 'roll-back' }));
    expect(verdicts[0]).toMatchObject({ state: 'pending' });
    expect(verdicts.at(-1)?.progress).toMatch(
      /^ROLLBACK_SUCCESSFUL at POST_TEST_TRAFFIC_SHIFT: Service deployment rolled back/,
    );
    expect(await stage.read.ecs.service(cluster, 'api')).toMatchObject({
      running: 2,
      taskDefinition: expect.stringMatching(/api:1$/),
    });
  });

  it('it failed if ECS goes back all the same', async () => {
    const walk = await send({});
    const service = await stage.read.ecs.service(cluster, 'api');
    await stage.practice.perform('StopServiceDeployment', { serviceDeploymentArn: service?.serviceDeployment ?? '' });
    stage.pass(2);
    expect(await action.verify(walk.plan, stage.read, stage.ctx(walk))).toMatchObject({ state: 'failed' });
  });
});

describe('not answered', () => {
  it('it is rolled back once the time is over, and then there is nothing to answer', async () => {
    const planned = await plan(stage, action, input);
    stage.pass(patience * 60);
    expect((await deployment())?.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(await ask({})).toMatchObject({ refuse: expect.stringContaining('nothing waits for an answer') });
    const journal = { begunAt: 0, token: '', mark: '', sessionName: '', accessKeyId: '' };
    expect(await action.reconcile(planned.plan, 0, stage.read, journal)).toEqual({
      outcome: 'by-other',
      evidence: 'The hook is TIMED_OUT',
    });
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { worlds } from '#practice/worlds/index.ts';
import { actionOf, checkOf, type Stage, setStage } from './practice.ts';
import { begin, plan, sendAll, verifyAll } from './walk.ts';

const cluster = 'alerting-platform-prod-cluster';
const logs = '/ecs/alerting-platform/prod';
const restart = actionOf('ecs.restart-service');
const dependents = ['rule-service', 'evaluator', 'aggregator', 'sender', 'rule-updater'];

let stage: Stage;
const enter = async (id: string): Promise<void> => {
  const world = worlds.get(id);
  if (!world) throw new Error(`there is no world ${id}`);
  stage = await setStage(world);
};
afterEach(() => stage.close());

/** Restarts, verifies, and lets the settling time pass; gives the moment from which the step's checks count. */
async function run(service: string, mode: string, settle: number): Promise<number> {
  const walk = await sendAll(stage, restart, begin(stage, await plan(stage, restart, { cluster, service, mode })));
  const verdict = (await verifyAll(stage, restart, walk)).at(-1);
  expect({ service, ...verdict }).toMatchObject({ service, state: 'ok' });
  stage.pass(Math.max(0, ((verdict?.at ?? 0) - stage.now()) / 1_000 + settle));
  return verdict?.since ?? 0;
}
const look = (id: string, input: Parameters<ReturnType<typeof checkOf>['read']>[0], since: number) =>
  checkOf(id).read(input, stage.read, stage.ctx({ since }));

describe('the alerting platform after the outage', () => {
  it('is mended by restarting in order, and every check along the way holds', async () => {
    await enter('alerting-platform');
    const zookeeper = await run('zookeeper', 'stop-task', 45);
    const bound = await look('logs.wait-for', { group: `${logs}/zookeeper`, pattern: 'binding to port' }, zookeeper);
    expect(bound).toMatchObject({ state: 'ok' });
    const kafka = await run('kafka', 'stop-task', 30);
    const services = ['zookeeper', 'kafka'];
    expect(await look('ecs.same-instance', { cluster, services }, kafka)).toMatchObject({ state: 'ok' });
    const quiet = { group: `${logs}/kafka`, pattern: 'ConnectException', for: '30s' };
    expect(await look('logs.absent', quiet, kafka)).toMatchObject({ state: 'ok' });
    for (const service of dependents) await run(service, 'roll', 30);
    const all = [...services, ...dependents];
    expect(await look('ecs.services-healthy', { cluster, services: all }, kafka)).toMatchObject({ state: 'ok' });
    expect(stage.writes()).toEqual(['ecs:StopTask', 'ecs:StopTask', ...dependents.map(() => 'ecs:UpdateService')]);
  });

  it('offers no rolling restart of what takes a port', async () => {
    await enter('alerting-platform');
    for (const service of ['zookeeper', 'kafka'])
      expect((await restart.plan({ cluster, service }, stage.read, stage.ctx())).refuse).toContain(
        'use mode: stop-task',
      );
  });
});

describe('the task that a deployment loop left behind', () => {
  const service = 'rule-service';

  it('keeps the deployment in progress, so that no restart is offered', async () => {
    await enter('alerting-platform-loop');
    const { refuse } = await restart.plan({ cluster, service }, stage.read, stage.ctx());
    expect(refuse).toMatch(/^Deployment ecs-svc\/\d+ of rule-service \(rule-service:7\) has been in progress for/);
  });

  it('is stopped alone, although it is protected, and the deployment completes', async () => {
    await enter('alerting-platform-loop');
    const action = actionOf('ecs.stop-tasks');
    const input = { cluster, service, select: ['not_primary'], even_protected: true };
    const planned = await plan(stage, action, input);
    expect(planned.changes).toMatchObject([
      { what: expect.stringContaining('older deployment, other revision · rule-service:5') },
    ]);
    const walk = await sendAll(stage, action, begin(stage, planned));
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
    const services = [service];
    expect(await look('ecs.services-healthy', { cluster, services }, walk.since)).toMatchObject({ state: 'ok' });
    expect(stage.writes()).toEqual(['ecs:StopTask']);
  });
});

import { StopTaskCommand } from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { World } from '#practice/worlds/world.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

/** `first` and `second` on one host; `second` dials `first` when it starts. */
const pair = (exitAfter: number): World => {
  const base = smallWorld({ hostPort: 1 });
  const service = (name: string) => ({
    name,
    taskDefinition: `${name}:1`,
    desiredCount: 1,
    launchType: 'EC2' as const,
  });
  const definition = (family: string, containerPort: number) => ({
    revision: 1,
    registeredBy: 'terraform',
    definition: {
      family,
      networkMode: 'host',
      containerDefinitions: [{ name: family, image: family, portMappings: [{ containerPort }] }],
    },
  });
  return {
    ...base,
    images: {
      zookeeper: { readyAfter: 0, settle: 20, provides: ['2181'] },
      kafka: {
        readyAfter: 5,
        needs: [{ endpoint: 'localhost:2181', refused: 'ConnectException', lostAfter: 18, lost: 'expired', exitAfter }],
      },
    },
    taskDefinitions: [definition('zookeeper', 2181), definition('kafka', 9092)],
    services: [service('kafka'), service('zookeeper')],
    history: { seconds: 300, happened: [] },
  };
};

async function open(world: World) {
  const account = await openAccount(world);
  opened.push(account);
  return account;
}

describe('a program that needs another task', () => {
  it('exits with 1 after 60 s when the other was not 20 s old yet, and is started again (H)', async () => {
    const account = await open(pair(60));
    const { ecs, clock } = account;
    const [zookeeper, kafka] = [asking(account, 'c', 'zookeeper'), asking(account, 'c', 'kafka')];
    const restart = async (one: typeof kafka) => {
      const task = (await one.tasks())[0]?.taskArn;
      await ecs.send(new StopTaskCommand({ cluster: 'c', task }));
      clock.advance(16_000);
    };
    expect(await kafka.tasks()).toMatchObject([{ lastStatus: 'RUNNING' }]);
    await restart(zookeeper);
    await restart(kafka);
    const [early] = await kafka.tasks();
    clock.advance(59_000);
    expect((await kafka.tasks())[0]?.taskArn).toBe(early?.taskArn);
    clock.advance(1_000);
    expect((await kafka.tasks('STOPPED')).at(-1)).toMatchObject({
      taskArn: early?.taskArn,
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 1 }],
    });
    clock.advance(120_000);
    const [healed] = await kafka.tasks();
    expect(healed).toMatchObject({ lastStatus: 'RUNNING' });
    clock.advance(600_000);
    expect((await kafka.tasks())[0]?.taskArn).toBe(healed?.taskArn);
  });

  it('exits when what it needs is away for longer than it waits', async () => {
    const account = await open(pair(60));
    const kafka = asking(account, 'c', 'kafka');
    const [before] = await kafka.tasks();
    const [zookeeper] = await asking(account, 'c', 'zookeeper').tasks();
    await account.ecs.send(new StopTaskCommand({ cluster: 'c', task: zookeeper?.taskArn }));
    account.clock.advance(18_000);
    expect((await kafka.tasks())[0]?.taskArn).toBe(before?.taskArn);
    account.clock.advance(5_000);
    expect((await kafka.tasks('STOPPED')).at(-1)?.taskArn).toBe(before?.taskArn);
  });
});

describe('containers of one task', () => {
  const together = (condition: string, sidecar: object): World => {
    const base = smallWorld({});
    const check = { healthCheck: { command: ['CMD', 'true'], interval: 5, retries: 1 } };
    return {
      ...base,
      images: { ...base.images, app: {}, sidecar: { tools: ['true'], readyAfter: 0, ...sidecar } },
      taskDefinitions: [
        ...base.taskDefinitions.slice(0, 1),
        {
          revision: 2,
          registeredBy: 'terraform',
          definition: {
            family: 'api',
            containerDefinitions: [
              { name: 'app', image: 'app', startTimeout: 60, dependsOn: [{ containerName: 'sidecar', condition }] },
              { name: 'sidecar', image: 'sidecar', essential: false, ...check },
            ],
          },
        },
      ],
    };
  };

  it.each([
    ['START', {}, 10],
    ['HEALTHY', {}, 15],
    ['COMPLETE', { exit: { after: 7, code: 3 } }, 17],
    ['SUCCESS', { exit: { after: 7, code: 0 } }, 17],
  ])('wait for %s of the one they depend on', async (condition, sidecar, seconds) => {
    const account = await open(together(condition, sidecar));
    const api = asking(account, 'c', 'api');
    await api.update({ taskDefinition: 'api:2' });
    const isRunning = async () => (await api.tasks())[1]?.lastStatus === 'RUNNING';
    expect(await api.secondsUntil(isRunning)).toBe(seconds);
  });

  it('give up when it does not come in time', async () => {
    const account = await open(together('SUCCESS', { exit: { after: 7, code: 3 } }));
    const api = asking(account, 'c', 'api');
    await api.update({ taskDefinition: 'api:2' });
    account.clock.advance(70_000);
    expect((await api.tasks('STOPPED')).at(-1)).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason: expect.stringContaining('dependency timed out'),
    });
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { worlds } from '#practice/worlds/index.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';

const cluster = 'tonys-chips-sandbox';
const [api, web] = ['sandbox-tonys-chips-api', 'sandbox-tonys-chips-web'];
const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(id: string) {
  const world = worlds.get(id);
  if (!world) throw new Error(`There is no world ${id}`);
  const account = await openAccount(world);
  opened.push(account);
  const found = async (): Promise<unknown> =>
    (await account.aws.perform('DiscoverInstances', { NamespaceName: 'tonys-chips.local', ServiceName: 'api' }))[
      'Instances'
    ];
  return { ...account, found, api: asking(account, cluster, api), web: asking(account, cluster, web) };
}

describe("tony's chips before its incidents", () => {
  it('finds no API by its name, although four tasks of it run', async () => {
    const account = await open('tonys-chips-before');
    expect(await account.api.describe()).toMatchObject({ desiredCount: 4, runningCount: 4, serviceRegistries: [] });
    expect(await account.found()).toEqual([]);
  });

  it('has lost a count set by hand to its pipeline, which replaced every task', async () => {
    const { events = [] } = await (await open('tonys-chips-before')).api.describe();
    const messages = events.map(({ message }) => message ?? '');
    expect(messages.filter((message) => /has stopped \d running task/.test(message)).length).toBeGreaterThan(0);
    expect(messages.filter((message) => message.includes('has reached a steady state')).length).toBeGreaterThan(1);
  });
});

describe("tony's chips in its health check's incident", () => {
  it('replaces tasks of revision 12 for ever, because wget is not there, while one of revision 11 serves', async () => {
    const account = await open('tonys-chips-looping');
    account.clock.advance(1_800_000);
    const { deployments = [], desiredCount } = await account.web.describe();
    expect(desiredCount).toBe(2);
    expect(deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', taskDefinition: expect.stringMatching(/web:12$/) },
      { status: 'ACTIVE', runningCount: 1, taskDefinition: expect.stringMatching(/web:11$/) },
    ]);
    const stopped = await account.web.tasks('STOPPED');
    expect(stopped.some(({ stoppedReason }) => stoppedReason === 'Task failed container health checks')).toBe(true);
    expect((await account.api.describe()).deployments).toMatchObject([{ rolloutState: 'COMPLETED' }]);
  });
});

describe("tony's chips after its incidents", () => {
  it('finds every task of the API by its name, four of them, as somebody has set by hand', async () => {
    const account = await open('tonys-chips');
    expect(await account.api.describe()).toMatchObject({ desiredCount: 4, runningCount: 4 });
    expect(await account.found()).toHaveLength(4);
  });

  it('keeps the count when a new revision is deployed without one', async () => {
    const account = await open('tonys-chips');
    await account.api.update({ forceNewDeployment: true });
    account.clock.advance(300_000);
    expect(await account.api.describe()).toMatchObject({
      desiredCount: 4,
      runningCount: 4,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
  });
});

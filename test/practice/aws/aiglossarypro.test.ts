import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { worlds } from '#practice/worlds/index.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(id: string) {
  const world = worlds.get(id);
  if (!world) throw new Error(`There is no world ${id}`);
  const account = await openAccount(world);
  opened.push(account);
  const lines = async () => {
    const { events = [] } = await account.logs.send(
      new FilterLogEventsCommand({ logGroupName: '/ecs/aiglossarypro-api' }),
    );
    return events.map(({ message }) => message);
  };
  return { ...account, lines, api: asking(account, 'aiglossarypro', 'aiglossarypro-api') };
}

describe('the API of AIGlossaryPro', () => {
  it('exits with 1 again and again without its variables, and says nothing but that it runs', async () => {
    const { api, lines } = await open('aiglossarypro-exits');
    const stopped = await api.tasks('STOPPED');
    expect(stopped.length).toBeGreaterThan(10);
    for (const { stopCode, containers = [] } of stopped)
      expect([stopCode, containers[0]?.exitCode]).toEqual(['EssentialContainerExited', 1]);
    expect(new Set(await lines())).toEqual(new Set(['Running node dist/index.js']));
  });

  it('serves as soon as it is given its variables', async () => {
    const { api, clock, aws } = await open('aiglossarypro-exits');
    await api.update({ taskDefinition: 'aiglossarypro-api:4' });
    clock.advance(180_000);
    expect((await api.describe()).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 1 }]);
    expect(aws.view().services).toMatchObject([{ status: 'ok' }]);
  });

  it('never starts with secrets whose ARNs lack their last six characters, and its deployment never ends', async () => {
    const { api, clock } = await open('aiglossarypro-secrets');
    clock.advance(1_800_000);
    const { deployments = [], runningCount } = await api.describe();
    expect([runningCount, deployments[0]?.rolloutState]).toEqual([0, 'IN_PROGRESS']);
    const [newest] = (await api.tasks('STOPPED')).toReversed();
    expect(newest?.stopCode).toBe('TaskFailedToStart');
    expect(newest?.stoppedReason).toMatch(/secret:aiglossarypro\/database from secrets manager: ResourceNotFound/);
  });

  it('hangs on its database: it runs, is silent after its second line, and is replaced by one that hangs', async () => {
    const { api, clock, lines } = await open('aiglossarypro-hang');
    clock.advance(600_000);
    expect((await api.tasks()).length).toBeGreaterThan(0);
    expect((await api.tasks('STOPPED')).map(({ stoppedReason }) => stoppedReason)).toContain(
      'Task failed container health checks',
    );
    expect((await lines()).at(-1)).toBe('[STARTUP] Starting Node.js application...');
    expect((await lines()).join()).not.toContain('listening');
  });

  it('serves on a public address in the end', async () => {
    const { api, aws } = await open('aiglossarypro');
    expect((await api.describe()).deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 1 }]);
    expect(aws.view().services).toMatchObject([{ status: 'ok' }]);
    expect((await api.tasks())[0]?.healthStatus).toBe('HEALTHY');
  });
});

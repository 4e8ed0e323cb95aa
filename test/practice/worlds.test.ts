import { DescribeServicesCommand, ECSClient, ListServicesCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import { startAccount } from '#practice/start-account.ts';
import { worlds } from '#practice/worlds/index.ts';

const place = { account: '111122223333', region: 'us-east-1' };

describe('every practice world', () => {
  it.each([...worlds.values()])('is an account whose services the SDK reads: $id', async (world) => {
    const account = await startAccount({ world: world.id, ...place });
    const credentials = { accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'secret' };
    const ecs = new ECSClient({ region: place.region, endpoint: account.url, credentials, maxAttempts: 1 });
    const { cluster } = world;
    const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster, maxResults: 100 }));
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({ cluster, services: serviceArns.slice(0, 10) }),
    );
    expect(serviceArns.map((arn) => arn.split('/').at(-1)).sort()).toEqual(
      world.services.map(({ name }) => name).sort(),
    );
    expect(services).toHaveLength(Math.min(10, world.services.length));
    for (const { deployments } of services) expect(deployments?.[0]?.status).toBe('PRIMARY');
    expect(account.view()).toMatchObject({ title: world.title, cluster });
    ecs.destroy();
    await account.close();
  });

  it('has a title that tells it from the others, in one line of a terminal', () => {
    const titles = [...worlds.values()].map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title.length).toBeLessThanOrEqual(110);
  });
});

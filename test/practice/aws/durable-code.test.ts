import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { DiscoverInstancesCommand, ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { backend, cluster, frontend, revision } from '#practice/worlds/durable-code/parts.ts';
import { durableCode, durableCodePaused } from '#practice/worlds/durable-code.ts';
import { durableCodeRoutes } from '#practice/worlds/durable-code-routes.ts';
import type { World } from '#practice/worlds/world.ts';
import { accountId, asking, type OpenAccount, openAccount } from './account.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

async function open(world: World) {
  const account = await openAccount(world);
  opened.push(account);
  return account;
}

const host = 'durable-code-dev-alb-1234567890.us-east-1.elb.amazonaws.com';

/** What the load balancer answers. */
const body = ({ origin }: OpenAccount, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    request(`${origin}${path}`, { headers: { host } }, (answer) => resolve(text(answer)))
      .on('error', reject)
      .end();
  });

async function discovered({ config }: OpenAccount, name: string) {
  const discovery = new ServiceDiscoveryClient({ ...config, disableHostPrefix: true });
  const asked = new DiscoverInstancesCommand({ NamespaceName: 'dev.local', ServiceName: name });
  const { Instances = [] } = await discovery.send(asked);
  discovery.destroy();
  return Instances.length;
}

/** What Terraform would register for version 6 of the API. */
const ofVersion6 = (): JsonObject =>
  JSON.parse(
    JSON.stringify(revision(backend, 6).definition)
      .replaceAll('{account}', accountId)
      .replaceAll('{region}', 'us-east-1'),
  );

const statuses = ({ aws }: OpenAccount) =>
  Object.fromEntries(aws.view().services.map(({ name, status }) => [name, status]));

describe('durable-code after its first deployment', () => {
  it('looks well to ECS, while the page answers for the API', async () => {
    const account = await open(durableCodeRoutes);
    expect(statuses(account)).toEqual({ [backend]: 'ok', [frontend]: 'ok' });
    expect(await body(account, '/health')).toBe('{"status":"healthy"}');
    expect(await body(account, '/api/oscilloscope/config')).toContain('<!doctype html>');
  });

  it('has the page in Cloud Map, and not the API', async () => {
    const account = await open(durableCodeRoutes);
    expect([await discovered(account, 'frontend'), await discovered(account, 'backend')]).toEqual([1, 0]);
  });
});

describe('durable-code once it was mended', () => {
  it('runs version 4, whose API answers and is found', async () => {
    const account = await open(durableCode);
    expect(statuses(account)).toEqual({ [backend]: 'ok', [frontend]: 'ok' });
    expect(await body(account, '/api/oscilloscope/config')).toContain('"version":"v4"');
    expect(await discovered(account, 'backend')).toBe(2);
  });

  it('goes back by itself from version 6, which never becomes healthy', async () => {
    const account = await open(durableCode);
    const service = asking(account, cluster, backend);
    await account.aws.perform('RegisterTaskDefinition', ofVersion6());
    await service.update({ taskDefinition: `${backend}:5` });
    account.clock.advance(900_000);
    expect((await service.describe()).taskDefinition).toMatch(/:4$/);
    expect(statuses(account)).toMatchObject({ [backend]: 'ok' });
  });
});

describe('durable-code while a blue/green deployment waits', () => {
  it('serves version 4 for as long as nobody answers', async () => {
    const account = await open(durableCodePaused);
    account.clock.advance(3_600_000);
    const { deployments = [] } = await asking(account, cluster, backend).describe();
    expect(deployments).toMatchObject([{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }, { status: 'ACTIVE' }]);
    expect(await body(account, '/api/oscilloscope/config')).toContain('"version":"v4"');
  });
});

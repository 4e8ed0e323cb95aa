import { UpdateTaskProtectionCommand } from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

let account: OpenAccount;
let api: ReturnType<typeof asking>;
beforeEach(async () => {
  account = await openAccount(smallWorld({ desired: 3 }));
  api = asking(account, 'c', 'api');
});
afterEach(() => account.close());

const arns = async () => (await api.tasks()).map(({ taskArn = '' }) => taskArn);
const protect = (tasks: string[]) =>
  account.ecs.send(new UpdateTaskProtectionCommand({ cluster: 'c', tasks, protectionEnabled: true }));

describe('fewer tasks', () => {
  it('are had by stopping those that are not protected, whatever their age', async () => {
    const [, , newest = ''] = await arns();
    await protect([newest]);
    await api.update({ desiredCount: 1 });
    account.clock.advance(30_000);
    expect(await arns()).toEqual([newest]);
    expect((await api.messages()).filter((said) => said?.includes('unable to scale in'))).toEqual([]);
  });

  it('are not had while too many are protected, and ECS says so', async () => {
    const [first = '', second = ''] = await arns();
    await protect([first, second]);
    await api.update({ desiredCount: 0 });
    account.clock.advance(30_000);
    expect(await arns()).toEqual([first, second]);
    expect(await api.messages()).toContain('(service api) was unable to scale in due to 2 protected tasks.');
  });
});

it('steadies at no task at all, and comes back from there', async () => {
  const before = await api.primary();
  await api.update({ desiredCount: 0 });
  account.clock.advance(30_000);
  expect(await api.describe()).toMatchObject({ desiredCount: 0, runningCount: 0, pendingCount: 0 });
  await api.update({ desiredCount: 2 });
  account.clock.advance(60_000);
  expect(await api.primary()).toMatchObject({ id: before?.id, rolloutState: 'COMPLETED', runningCount: 2 });
});

it.each([-1, 1.5])('refuses a count of %p', async (desiredCount) => {
  await expect(api.update({ desiredCount })).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

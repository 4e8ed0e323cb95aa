import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ClusterView } from '#practice/page/cluster.ts';
import { type OpenAccount, openAccount } from './account.ts';
import { busyWorld, keepBusy } from './busy.ts';

let account: OpenAccount;
let view: ClusterView;
beforeAll(async () => {
  account = await openAccount(busyWorld());
  await keepBusy(account.aws);
  view = account.aws.view();
});
afterAll(() => account.close());

const service = (wanted: string) => view.services.find(({ name }) => name === wanted);

describe('what a page shows of the account', () => {
  it('tells single tasks by command, with what came of them and what they said last', () => {
    const seen = view.tasks.map(({ family, command, lastStatus, exitCode, logs }) => ({
      family,
      command,
      lastStatus,
      exitCode,
      last: logs.at(-1)?.text,
    }));
    const family = 'api';
    expect(seen).toEqual([
      {
        family,
        command: 'npm run migrate',
        lastStatus: 'STOPPED',
        exitCode: 0,
        last: 'schema is up to date, version 12',
      },
      {
        family,
        command: 'npm run report',
        lastStatus: 'STOPPED',
        exitCode: 1,
        last: 'Error: connect ECONNREFUSED 10.0.3.7:5432',
      },
      { family, command: 'npm run import', lastStatus: 'RUNNING', exitCode: undefined, last: '4,000 rows' },
    ]);
  });

  it('tells the stage of a deployment that shifts traffic, and that a hook waits', () => {
    expect(service('api')).toMatchObject({
      status: 'rolling',
      shift: { stage: 'POST_TEST_TRAFFIC_SHIFT', production: 0, waits: { then: 'ROLLBACK' } },
    });
  });

  it('tells a parked service by the count that it had', () => {
    expect(service('worker')).toMatchObject({ status: 'ok', desired: 0, running: 0, parked: 3 });
    expect(service('api')).not.toHaveProperty('parked');
  });

  it('tells commands with what they printed, and automations that wait for an approval', () => {
    expect(view.work).toMatchObject([
      {
        kind: 'command',
        name: 'stepward 4F3W/disk',
        status: 'Success',
        at: 'i-0aaa',
        says: '/dev/xvda1 20G 19G 95% /',
      },
      { kind: 'automation', name: 'drain-api', status: 'Waiting', at: 'ask' },
    ]);
  });

  it('tells targets with what is wrong with them, and only the alarms that ring', () => {
    expect(view.targets).toEqual([
      { group: 'api', healthy: 4, total: 4 },
      { group: 'web', healthy: 0, total: 0 },
    ]);
    expect(view.alarms).toMatchObject([{ name: 'shop-5xx', reason: 'too many' }]);
  });

  it('tells versions and stages of secrets, and no value', () => {
    expect(view.secrets).toMatchObject([{ name: 'api/token', versions: [{ stages: ['AWSCURRENT'] }] }]);
    for (const secret of account.aws.secrets()) expect(JSON.stringify(view)).not.toContain(secret);
  });

  it('forgets stopped tasks and ended commands after half an hour', () => {
    account.clock.advance(31 * 60_000);
    const later = account.aws.view();
    expect(later.tasks.map(({ command }) => command)).toEqual(['npm run import']);
    expect(later.work).toMatchObject([{ status: 'Waiting' }]);
  });
});

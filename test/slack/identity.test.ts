import { describe, expect, it } from '@jest/globals';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Config } from '#domain/config.ts';
import { createDirectory } from '#slack/identity.ts';

const TEAM = 'T0ACME';
const CONFIG: Config = {
  environments: [],
  schedules: [],
  lint: { disable: [], severity: {}, paths: [] },
  groups: { sre: { slack: 'S0SRE' }, oncall: { users: ['U01ALICE'] } },
};

const refusal = (error: string) => new WebAPIPlatformError({ ok: false, error });

/** The two methods that the directory calls, over people and groups that a test changes. */
function slackWith(users: Record<string, Record<string, unknown>>, groups: Record<string, readonly string[]>) {
  const calls: string[] = [];
  const client = {
    users: {
      info: async ({ user }: { user: string }) => {
        calls.push(`users.info ${user}`);
        if (!users[user]) throw refusal('user_not_found');
        return { ok: true, user: { id: user, team_id: TEAM, name: user.toLowerCase(), ...users[user] } };
      },
    },
    usergroups: {
      users: {
        list: async ({ usergroup }: { usergroup: string }) => {
          calls.push(`usergroups.users.list ${usergroup}`);
          if (!groups[usergroup]) throw refusal('no_such_subteam');
          return { ok: true, users: groups[usergroup] };
        },
      },
    },
  };
  let time = 0;
  const pass = (ms: number): void => {
    time += ms;
  };
  const directory = createDirectory(client as unknown as WebClient, {
    config: () => CONFIG,
    team: TEAM,
    now: () => time,
  });
  return { directory, calls, pass };
}

describe('who somebody is', () => {
  it.each([
    ['member', {}],
    ['guest', { is_restricted: true }],
    ['guest', { is_restricted: true, is_ultra_restricted: true }],
    ['stranger', { is_stranger: true }],
    ['stranger', { team_id: 'T0OTHER' }],
    ['stranger', { team_id: undefined }],
    ['bot', { is_bot: true }],
    ['deactivated', { deleted: true }],
    ['deactivated', { deleted: true, is_bot: true }],
    ['stranger', { is_stranger: true, is_restricted: true }],
  ])('is a %s with %j, and only members are in groups', async (kind, more) => {
    const { directory } = slackWith({ U01ALICE: more }, { S0SRE: ['U01ALICE'] });
    expect(await directory.person('U01ALICE')).toMatchObject({
      kind,
      groups: kind === 'member' ? ['sre', 'oncall'] : [],
    });
  });

  it('is called by the name that others see', async () => {
    const { directory } = slackWith(
      {
        U1: { profile: { display_name: 'Ali', real_name: 'Alice A' } },
        U2: { profile: { display_name: '', real_name: 'Bob B' } },
        U3: {},
      },
      { S0SRE: [] },
    );
    const names = await Promise.all(['U1', 'U2', 'U3'].map(async (id) => (await directory.person(id)).name));
    expect(names).toEqual(['Ali', 'Bob B', 'u3']);
  });

  it('cannot be said of somebody whom Slack does not know, so the answer is no', async () => {
    const { directory } = slackWith({}, { S0SRE: [] });
    await expect(directory.person('U66')).rejects.toMatchObject({ kind: 'transient', code: 'identity-unreadable' });
  });

  it('cannot be said while a group cannot be read, even of somebody who is in another', async () => {
    const { directory } = slackWith({ U01ALICE: {} }, {});
    await expect(directory.person('U01ALICE')).rejects.toMatchObject({ code: 'identity-unreadable' });
  });
});

describe('how old the answer may be', () => {
  it('a minute for people and groups, and one reading is shared', async () => {
    const { directory, calls, pass } = slackWith({ U01ALICE: {}, U02BOB: {} }, { S0SRE: ['U02BOB'] });
    await Promise.all([directory.person('U01ALICE'), directory.person('U01ALICE'), directory.person('U02BOB')]);
    pass(59_999);
    await directory.person('U01ALICE');
    expect(calls).toEqual(['users.info U01ALICE', 'users.info U02BOB', 'usergroups.users.list S0SRE']);
    pass(1);
    await directory.person('U01ALICE');
    expect(calls).toHaveLength(5);
  });

  it('somebody who left a group is out of it a minute later', async () => {
    const groups = { S0SRE: ['U01ALICE'] };
    const { directory, pass } = slackWith({ U01ALICE: {} }, groups);
    expect((await directory.person('U01ALICE')).groups).toEqual(['sre', 'oncall']);
    groups.S0SRE = [];
    pass(60_000);
    expect((await directory.person('U01ALICE')).groups).toEqual(['oncall']);
  });

  it('a failure is not kept', async () => {
    const users: Record<string, Record<string, unknown>> = {};
    const { directory } = slackWith(users, { S0SRE: [] });
    await expect(directory.person('U01ALICE')).rejects.toThrow();
    users['U01ALICE'] = {};
    expect(await directory.person('U01ALICE')).toMatchObject({ kind: 'member' });
  });
});

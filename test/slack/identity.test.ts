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

/** The methods that the directory calls, over people, groups and channels that a test changes. */
function slackWith(
  users: Record<string, Record<string, unknown>>,
  groups: Record<string, readonly string[]>,
  {
    channels = {},
    enterprise,
  }: { channels?: Record<string, Record<string, unknown> | string>; enterprise?: string } = {},
) {
  const calls: string[] = [];
  const client = {
    users: {
      info: async ({ user }: { user: string }) => {
        calls.push(`users.info ${user}`);
        if (!users[user]) throw refusal('user_not_found');
        return { ok: true, user: { id: user, team_id: TEAM, name: user.toLowerCase(), ...users[user] } };
      },
    },
    conversations: {
      info: async ({ channel }: { channel: string }) => {
        calls.push(`conversations.info ${channel}`);
        const found = channels[channel] ?? 'channel_not_found';
        if (typeof found === 'string') throw refusal(found);
        return { ok: true, channel: { id: channel, is_member: true, ...found } };
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
    ...(enterprise ? { enterprise } : {}),
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

  it('cannot be said where Slack answers with somebody else, who would have two votes', async () => {
    const { directory } = slackWith({ U1: { id: 'U01ALICE' } }, { S0SRE: [] });
    await expect(directory.person('U1')).rejects.toMatchObject({ code: 'identity-unreadable' });
    await expect(directory.ungrouped('U1')).rejects.toMatchObject({ code: 'identity-unreadable' });
  });

  it('is known without the groups, for what only members may read', async () => {
    const { directory } = slackWith({ U1: {}, U2: { is_restricted: true }, U3: { team_id: 'T0OTHER' } }, {});
    expect(await Promise.all(['U1', 'U2', 'U3'].map(async (id) => (await directory.ungrouped(id)).kind))).toEqual([
      'member',
      'guest',
      'stranger',
    ]);
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

describe('whose somebody is', () => {
  const grid = { enterprise_user: { enterprise_id: 'E0ACME', teams: ['T0OTHER', 'T0THIRD'] }, team_id: 'T0OTHER' };

  it.each<[string, Record<string, unknown>, { enterprise?: string; team?: string }, string]>([
    ['what the payload and Slack both say', {}, { team: TEAM }, 'member'],
    ['a stranger where the payload names another team', {}, { team: 'T0OTHER' }, 'stranger'],
    ['a stranger of another team, whatever the payload says', { team_id: 'T0OTHER' }, { team: TEAM }, 'stranger'],
    ['a colleague of the same Enterprise', grid, { enterprise: 'E0ACME' }, 'member'],
    ['a colleague whose payload names their own team', grid, { enterprise: 'E0ACME', team: 'T0OTHER' }, 'member'],
    ['a colleague whose payload names the Enterprise', grid, { enterprise: 'E0ACME', team: 'E0ACME' }, 'member'],
    [
      'a stranger whose payload names a team that is not theirs',
      grid,
      { enterprise: 'E0ACME', team: 'T0EVIL' },
      'stranger',
    ],
    ['a stranger of another Enterprise', grid, { enterprise: 'E0ELSE' }, 'stranger'],
    ['a stranger where we are in no Enterprise', grid, {}, 'stranger'],
    ['a guest of the Enterprise', { ...grid, is_restricted: true }, { enterprise: 'E0ACME' }, 'guest'],
  ])('is %s', async (_, user, { enterprise, team }, kind) => {
    const { directory } = slackWith({ U1: user }, { S0SRE: [] }, enterprise ? { enterprise } : {});
    expect((await directory.person('U1', team)).kind).toBe(kind);
  });
});

describe('what a channel is', () => {
  const facts = { shared: false, archived: false, joined: true, private: false };
  it.each<[string, Record<string, unknown> | string, unknown]>([
    ['ours', {}, facts],
    ['shared', { is_ext_shared: true }, { ...facts, shared: true }],
    ['shared as soon as others are invited', { is_pending_ext_shared: true }, { ...facts, shared: true }],
    ['not shared where only other workspaces of ours are in it', { is_org_shared: true, is_shared: true }, facts],
    ['archived', { is_archived: true }, { ...facts, archived: true }],
    ['private', { is_private: true }, { ...facts, private: true }],
    ['one where nobody has invited the app', { is_member: false }, { ...facts, joined: false }],
    ['a direct message, which has no members', { is_member: undefined, is_im: true }, facts],
    ['private and not ours to see', 'channel_not_found', { ...facts, joined: false, private: true }],
    ['not known without the scope for it', 'missing_scope', undefined],
  ])('is %s', async (_, found, said) => {
    const { directory } = slackWith({}, {}, { channels: { C1: found } });
    expect(await directory.channel('C1')).toEqual(said);
  });

  it('cannot be said when Slack fails, so the answer is no', async () => {
    const { directory } = slackWith({}, {}, { channels: { C1: 'fatal_error' } });
    await expect(directory.channel('C1')).rejects.toMatchObject({ code: 'identity-unreadable' });
  });

  it('is asked once a minute, and at once after Slack says that it has changed', async () => {
    const channels: Record<string, Record<string, unknown>> = { C1: {} };
    const { directory, calls, pass } = slackWith({}, {}, { channels });
    await directory.channel('C1');
    channels['C1'] = { is_ext_shared: true };
    expect((await directory.channel('C1'))?.shared).toBe(false);
    directory.forget('C1');
    expect((await directory.channel('C1'))?.shared).toBe(true);
    pass(60_000);
    await directory.channel('C1');
    expect(calls).toHaveLength(3);
  });
});

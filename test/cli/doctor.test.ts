import { afterEach, describe, expect, it } from '@jest/globals';
import {
  at,
  botToken,
  canary,
  closeWorld,
  doctor,
  leave,
  linesOf,
  needed,
  notFine,
  oncall,
  openWorld,
  optional,
  place,
  sre,
  tokens,
} from './doctor.ts';

afterEach(leave);

describe('stepward doctor', () => {
  it('says a line for each thing that is fine, and ends with 0', async () => {
    await place();
    const url = await openWorld();
    const told = await at(url);
    expect(linesOf(told)).toEqual([
      '✓ stepward.yml: prod',
      '✓ Runbooks in runbooks: 1 offered',
      '✓ Schedule mornings: 0 6 * * 1-5 Europe/Berlin starts restart-one',
      '✓ Store: .stepward can be reached and is up to date',
      '✓ Key: .stepward/key can seal secrets',
      '✓ AWS in prod: arn:aws:iam::111122223333:user/stepward',
      `✓ Slack: the bot token is of ${url}/`,
      '✓ Slack: the app-level token opens Socket Mode',
      `✓ Slack scopes: the ${needed.length} that are needed are granted`,
      '✓ Group @oncall: 2 people',
      '✓ Group @sre: 2 people',
      '✓ Approval in prod: @sre can be met today',
    ]);
    expect(told).toMatchObject({ status: 0, err: '' });
  });

  it('asks neither AWS nor Slack when it is told so, and needs no tokens then', async () => {
    await place();
    const told = await doctor(['--offline'], {});
    expect(linesOf(told).at(-1)).toBe('– AWS and Slack: not asked, as --offline says');
    expect(notFine(told)).toHaveLength(1);
    expect(told.status).toBe(0);
  });
});

describe('stepward doctor, of tokens and scopes,', () => {
  it('says which token Slack does not take', async () => {
    await place();
    const url = await openWorld();
    const bot = await at(url, { ...tokens, SLACK_BOT_TOKEN: `xoxb-other-${canary}` });
    expect(notFine(bot)).toEqual([
      '✗ Slack: Slack does not take the bot token. It is the one that begins with xoxb-, under OAuth & Permissions.',
    ]);
    expect(bot.status).toBe(1);
    const app = await at(url, { ...tokens, SLACK_APP_TOKEN: `xapp-other-${canary}` });
    expect(notFine(app)).toEqual([
      '✗ Slack: Slack does not take the app-level token. It is the one that begins with xapp-, with connections:write, under Basic Information.',
    ]);
    expect(app.status).toBe(1);
  });

  it('says which token is not set; where a signing secret is, the app-level token is not needed', async () => {
    await place();
    const url = await openWorld();
    expect(notFine(await at(url, {}))).toEqual([
      '✗ Slack: SLACK_BOT_TOKEN is not set; the README says where it comes from',
    ]);
    expect(notFine(await at(url, { SLACK_BOT_TOKEN: botToken }))).toEqual([
      '✗ Slack: SLACK_APP_TOKEN is not set; the README says where it comes from',
    ]);
    const http = await at(url, { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: canary });
    expect(notFine(http)).toEqual(['– Slack: no SLACK_APP_TOKEN, as clicks come by HTTP']);
    expect(http.status).toBe(0);
  });

  it('says which scope is missing, and what cannot be read without it', async () => {
    await place();
    const scopes = [...needed, ...optional].filter((scope) => scope !== 'usergroups:read' && scope !== 'files:write');
    const told = await at(await openWorld({ scopes }));
    expect(notFine(told)).toEqual([
      '✗ Slack scopes: usergroups:read not granted; install the app anew from manifest.yml',
      '– Slack scope files:write is not granted: a finished run has no picture of its timeline',
      '✗ Group @oncall: Slack does not say who is in the group S0ONCALL, so the answer is no.',
      '✗ Group @sre: Slack does not say who is in the group S0SRE, so the answer is no.',
      '✗ Approval in prod: Slack does not say who is in the group S0SRE, so the answer is no.',
    ]);
    expect(told.status).toBe(3);
  });

  it('takes an optional scope that is missing for no mistake', async () => {
    await place();
    const told = await at(await openWorld({ scopes: needed }));
    expect(notFine(told).every((line) => line.startsWith('– Slack scope '))).toBe(true);
    expect(notFine(told)).toHaveLength(optional.length);
    expect(told.status).toBe(0);
  });
});

describe('stepward doctor, of people,', () => {
  const add = 'Add people to the group, or change "approve" in stepward.yml.';

  it('says that a group has nobody in it, and what cannot be approved then', async () => {
    await place();
    const told = await at(await openWorld({ groups: [oncall, { ...sre, members: [] }] }));
    expect(notFine(told)).toEqual([
      '✗ Group @sre has nobody in it; add people to it in Slack, or in stepward.yml',
      `✗ Approval in prod: @sre has none of the 1 person who must approve. ${add}`,
    ]);
    expect(told.status).toBe(1);
  });

  it('counts no guest', async () => {
    await place();
    const told = await at(await openWorld({ groups: [oncall, { ...sre, members: ['U03CAROL'] }] }));
    expect(notFine(told)).toEqual([`✗ Approval in prod: @sre has none of the 1 person who must approve. ${add}`]);
    expect(told.status).toBe(1);
  });

  it('says that too few are in a group', async () => {
    await place({ count: 3 });
    const told = await at(await openWorld());
    expect(notFine(told)).toEqual([`✗ Approval in prod: @sre has 2 of the 3 people who must approve. ${add}`]);
    expect(told.status).toBe(1);
  });

  it('says that there are just enough, but not if one of them asks', async () => {
    await place({ count: 2 });
    const told = await at(await openWorld());
    expect(notFine(told)).toEqual([
      `✗ Approval in prod: If Bob asks for a change, @sre has 1 of the 2 people who must approve: who asks is not counted. ${add}`,
    ]);
    expect(told.status).toBe(1);
  });

  it('names the runbooks that ask for more than stepward.yml does', async () => {
    await place({ more: '    approve: { groups: [oncall], count: 2 }\n' });
    const told = await at(await openWorld());
    expect(notFine(told)).toEqual([
      '✗ Approval in prod: If Bob asks for a change, @oncall has 1 of the 2 people who must approve: who asks is not counted. Add people to the group, or change "approve" in stepward.yml or restart-one.',
    ]);
    expect(linesOf(told)).toContain('✓ Approval in prod: @sre can be met today');
    expect(told.status).toBe(1);
  });
});

describe('stepward doctor, of what the bot runs with,', () => {
  it('says that the database cannot be reached, and ends with 3', async () => {
    await place();
    const told = await doctor(['--offline'], { DATABASE_URL: `postgres://stepward:${canary}@127.0.0.1:1/stepward` });
    expect(notFine(told)[0]).toMatch(/^✗ Store: /);
    expect(told.status).toBe(3);
  });

  it('says that there is no store yet, and makes none', async () => {
    await place();
    const words = ['--offline', '--store', 'elsewhere'];
    const first = await doctor(words);
    expect(notFine(first).slice(0, 2)).toEqual([
      '✗ Store: There is no store in elsewhere yet. Run stepward migrate.',
      '– Key: there is none in elsewhere yet; the first start makes one',
    ]);
    expect(first.status).toBe(1);
    expect(await doctor(words)).toEqual(first);
  });

  it('says that a key is none', async () => {
    await place();
    const told = await doctor(['--offline'], { STEPWARD_KEY: canary });
    expect(notFine(told)[0]).toBe(
      '✗ Key: STEPWARD_KEY is not 32 bytes in base64. `openssl rand -base64 32` makes such a key.',
    );
    expect(told.status).toBe(1);
  });

  it('says that the credentials are of another account', async () => {
    await place();
    const told = await at(await openWorld({ account: '999900001111' }));
    expect(notFine(told)).toEqual([
      '✗ AWS in prod: these credentials are of 999900001111, and stepward.yml says 111122223333',
    ]);
    expect(told.status).toBe(1);
  });

  it('says that AWS and Slack do not answer, and ends with 3', async () => {
    await place();
    const url = await openWorld();
    await closeWorld();
    const told = await at(url);
    expect(notFine(told)).toEqual([
      expect.stringMatching(/^✗ AWS in prod: /),
      expect.stringMatching(/^✗ Slack: Slack did not answer\./),
    ]);
    expect(told.status).toBe(3);
  });

  it('says that a schedule would start nothing, and why', async () => {
    await place({ schedule: 'restart-two' });
    const told = await doctor(['--offline']);
    expect(notFine(told)[0]).toBe(
      '✗ Schedule mornings would start nothing: There is no runbook "restart-two", or it has mistakes and is not offered.',
    );
    expect(told.status).toBe(1);
  });
});

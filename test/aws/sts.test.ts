import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAws } from '#aws/create-aws.ts';
import { stsName } from '#aws/sts.ts';
import type { Environment } from '#domain/config.ts';
import type { Aws } from '#engine/ports.ts';
import { environment } from '../actions/practice.ts';
import { closeAll, type Reply, type Scripted, script } from './scripted.ts';

const start = Date.UTC(2026, 10, 21, 8);
let now: number;
let server: Scripted;
let aws: Aws;
let reply: Reply | undefined;

const assumed = (n: number): Reply => ({
  body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
    <AccessKeyId>ASIA${n}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>${new Date(now + 900_000).toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
});

beforeEach(async () => {
  now = start;
  reply = undefined;
  server = await script((_, n) => reply ?? assumed(n));
  const credentials = { accessKeyId: 'AKIABOT', secretAccessKey: 'x' };
  aws = createAws({ endpoint: server.endpoint, credentials, now: () => now });
});
afterEach(closeAll);

const key = async (name: string, from: Environment = environment, policy = '{}'): Promise<string> =>
  (await aws.credentials(from, { name, sourceIdentity: 'U01:alice smith', policy })).accessKeyId;

describe('a session', () => {
  it('is named after the step and the person, in the characters that STS takes', async () => {
    expect(await key('4F3W kafka/2')).toBe('ASIA1');
    const asked = new URLSearchParams(server.asked[0]?.body);
    expect(Object.fromEntries(asked)).toMatchObject({
      RoleArn: environment.role,
      RoleSessionName: '4F3W-kafka-2',
      SourceIdentity: 'U01-alice-smith',
      DurationSeconds: '900',
      Policy: '{}',
    });
  });

  it('is kept while its name is the same, until shortly before it ends', async () => {
    expect([await key('a'), await key('a'), await key('b')]).toEqual(['ASIA1', 'ASIA1', 'ASIA2']);
    now += 9 * 60_000;
    expect(await key('a')).toBe('ASIA1');
    now += 60_000;
    expect(await key('a')).toBe('ASIA3');
  });

  it('is another one for another policy', async () => {
    expect([await key('a'), await key('a', environment, '{"Statement":[]}'), await key('a')]).toEqual([
      'ASIA1',
      'ASIA2',
      'ASIA1',
    ]);
  });

  it('is the own identity where the environment names no role', async () => {
    const { role: _, ...without } = environment;
    expect(await key('a', without)).toBe('AKIABOT');
    expect(server.asked).toEqual([]);
  });

  it('that is denied says so in the words of STS', async () => {
    const words = 'User: arn:aws:iam::1:user/bot is not authorized to perform: sts:AssumeRole';
    const error = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${words}</Message></Error></ErrorResponse>`;
    reply = { status: 403, body: error };
    await expect(key('a')).rejects.toMatchObject({
      kind: 'refused',
      code: 'aws-denied',
      message: `sts:AssumeRole: AccessDenied: ${words}`,
    });
  });
});

it('tells the account and the identity that reads', async () => {
  reply = {
    body: '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/bot</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
  };
  expect(await aws.identity(environment)).toEqual({
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/bot',
  });
});

it.each([
  ['a', 'a-'],
  ['x'.repeat(80), 'x'.repeat(64)],
  ['alice@example.com', 'alice@example.com'],
  ['aws:root', 'aws-root'],
])('%j is the session name %j', (text, name) => {
  expect(stsName(text)).toBe(name);
});

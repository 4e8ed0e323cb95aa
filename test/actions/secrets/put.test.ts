import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, canary, environment, mark, type Stage, sealed, token } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster } from '../world.ts';
import { deployReader, readerStage } from './stage.ts';

const action = actionOf('secrets.put');
let stage: Stage;
beforeEach(async () => {
  stage = await readerStage();
});
afterEach(() => stage.close());

const input = { secret: 'app/session', generate: sealed };
const ask = (more: JsonObject) => action.plan({ ...input, ...more }, stage.read, stage.ctx());
const secretOf = async (name = 'app/session') => {
  const secret = await stage.read.secrets.secret(name);
  if (!secret) throw new Error(`${name} is missing`);
  return secret;
};
const on = async (label: string) =>
  (await secretOf()).versions.find(({ stages }) => stages.includes(label))?.id ?? 'none';

describe('shows', () => {
  it('the length and fingerprint of the value, and the labels by the beginnings of their versions', async () => {
    const [now, then] = [await on('AWSCURRENT'), await on('AWSPREVIOUS')];
    const short = (id: string) => `on version ${id.slice(0, 8)}…`;
    const target = 'app/session';
    const what = `new value of ${sealed.length} characters, fingerprint ab12`;
    expect((await plan(stage, action, input)).changes).toEqual([
      { target, what },
      { target, what: 'label RB_PENDING', before: 'on no version', after: short(token) },
    ]);
    expect((await plan(stage, action, { ...input, stage: 'current' })).changes).toEqual([
      { target, what },
      { target, what: 'label AWSCURRENT', before: short(now), after: short(token) },
      { target, what: 'label AWSPREVIOUS', before: short(then), after: short(now) },
    ]);
  });

  it('who reads it, and whose members of its JSON the value must have', async () => {
    const { arn } = await secretOf();
    await deployReader(stage, { SESSION: `${arn}:key::`, WHOLE: arn });
    const planned = await plan(stage, action, { secret: arn, value: sealed, stage: 'current', cluster });
    expect(planned.blastRadius).toContain('Read at start by reader (SESSION, WHOLE)');
    expect(planned.warnings).toEqual(['The value must be JSON with the members that are read by reader (key).']);
  });

  it('that a version is pending already, and that a function rotates the secret', async () => {
    const pending = await plan(stage, action, { ...input, secret: 'app/pending' });
    expect(pending.warnings[0]).toMatch(/^Version [0-9a-f]{8}… is pending already and loses the label/);
    const rotated = await plan(stage, action, { ...input, secret: 'app/database' });
    expect(rotated.warnings[0]).toContain(':function:rotate, which will replace this value');
  });
});

describe('refuses', () => {
  it.each([
    ['nothing', 'There is no secret nothing.'],
    ['rds!db-1', 'rds!db-1 is looked after by rds'],
  ])('%s', async (secret, why) => {
    expect((await ask({ secret })).refuse).toContain(why);
  });

  it('to generate a value of which members are read', async () => {
    const { arn } = await secretOf();
    await deployReader(stage, { SESSION: `${arn}:key::` });
    expect((await ask({ cluster })).refuse).toContain('a generated value would keep them from starting');
  });

  it('a value that is given as well as generated', async () => {
    await expect(ask({ value: sealed })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

it('asks for the use of a key of the account', async () => {
  const { plan: kept } = await plan(stage, action, input);
  expect(action.iam(kept).at(-1)).toEqual({
    Effect: 'Allow',
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: ['arn:aws:kms:us-east-1:111122223333:key/*'],
  });
});

it('makes one version of one value, also when the answer is lost and the request repeated (O)', async () => {
  const walk = begin(stage, await plan(stage, action, input));
  stage.practice.addFault({ op: 'PutSecretValue', kind: 'drop-after', times: 1 });
  expect(await stage.send(walk.requests, 0, [])).toMatchObject({ outcome: 'unknown' });
  const journal = { begunAt: stage.now(), token, mark, sessionName: stage.sessionName, accessKeyId: '' };
  const found = await action.reconcile(walk.plan, 0, stage.read, journal);
  expect(found).toMatchObject({ outcome: 'applied', receipt: { version: token } });
  await sendAll(stage, action, walk);
  const { arn } = await secretOf();
  expect((await stage.read.secrets.versions(arn)).filter(({ id }) => id === token)).toHaveLength(1);
  expect(await stage.read.secrets.versions(arn)).toHaveLength(3);
  expect(stage.writes()).toEqual(['secretsmanager:PutSecretValue', 'secretsmanager:PutSecretValue']);
  const value = stage.practice.perform('GetSecretValue', { SecretId: arn, VersionId: token });
  expect(await value).toMatchObject({ SecretString: canary });
});

it('is not read before it is promoted, and then by what starts from then on', async () => {
  const promote = actionOf('secrets.promote');
  const values = stage.aws.values(environment);
  await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
  expect(await values.secret('app/session')).toBe('now');
  const { arn } = await secretOf();
  await deployReader(stage, { SESSION: arn });
  const planned = await plan(stage, promote, { secret: 'app/session', cluster });
  expect(planned.blastRadius).toContain('reader (SESSION), which keep the old value until they are restarted');
  const walk = await sendAll(stage, promote, begin(stage, planned));
  expect((await verifyAll(stage, promote, walk)).at(-1)).toMatchObject({ state: 'ok' });
  expect(await values.secret('app/session')).toBe(canary);
});

it('keeps the value out of the log of calls', async () => {
  await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
  expect(JSON.stringify(stage.practice.calls())).not.toContain(canary);
});

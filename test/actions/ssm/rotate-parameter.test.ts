import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, sealed, setStage } from '../practice.ts';
import { begin, plan, sendAll } from '../walk.ts';
import { cluster, parameter, world } from '../world.ts';

const action = actionOf('ssm.rotate-parameter');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

const input = { name: parameter, generate: sealed };
const put = (name: string, more: JsonObject = {}) =>
  stage.practice.perform('PutParameter', { Name: name, Value: 'by hand', Overwrite: true, ...more });
const ask = (more: JsonObject) => action.plan({ name: parameter, ...more }, stage.read, stage.ctx());

describe('takes', () => {
  it('a value that is given as well as one that is generated', async () => {
    const given = await ask({ value: sealed });
    expect(given.requests).toEqual((await ask({ generate: sealed })).requests);
    expect(given.requests[0]?.params['Value']).toEqual(sealed);
  });

  it.each([
    ['neither', {}],
    ['both', { value: sealed, generate: sealed }],
    ['one that is not sealed', { value: 'in the clear' }],
    ['two equal labels', { value: sealed, previous_label: 'current' }],
  ])('not %s', async (_, more) => {
    const refusal = ask(more);
    await expect(refusal).rejects.toMatchObject({ code: 'bad-input' });
    await expect(refusal).rejects.not.toThrow('in the clear');
  });
});

describe('shows', () => {
  it('length, fingerprint, version and labels, and never the value', async () => {
    const { changes } = await plan(stage, action, input);
    expect(changes).toEqual([
      { target: parameter, what: 'newest version', before: '2', after: '3' },
      { target: parameter, what: `new value of ${sealed.length} characters, fingerprint ab12` },
      { target: parameter, what: 'label current', before: 'on version 2', after: 'on version 3' },
      { target: parameter, what: 'label previous', before: 'on no version', after: 'on version 2' },
    ]);
  });

  it('who reads it, where it is told in which cluster to look', async () => {
    const planned = await plan(stage, action, { ...input, cluster });
    expect(planned.blastRadius).toContain('Read at start by api (SESSION_SECRET)');
    expect((await plan(stage, action, input)).blastRadius).toContain('Its readers were not searched for');
  });

  it('that a value will not be encrypted, and that the label was left behind', async () => {
    await put('/app/plain', { Type: 'String', Overwrite: false });
    const plain = await plan(stage, action, { ...input, name: '/app/plain' });
    expect(plain.warnings).toEqual(['/app/plain is a String: its value is not encrypted.']);
    expect(plain.requests[0]?.params).not.toHaveProperty('KeyId');
    await put(parameter, { KeyId: 'alias/app' });
    const planned = await plan(stage, action, input);
    expect(planned.warnings).toEqual(['Label current is on version 2, not on the newest, 3.']);
    expect(planned.plan).toMatchObject({ version: 3, inUse: 2 });
  });
});

describe('refuses', () => {
  it('a parameter that does not exist', async () => {
    expect(await ask({ ...input, name: '/app/nothing' })).toMatchObject({
      refuse: 'There is no parameter /app/nothing.',
    });
  });

  it('a parameter that SSM cannot give another version', async () => {
    for (let version = 3; version <= 100; version += 1) await put(parameter, { KeyId: 'alias/app' });
    expect((await ask(input)).refuse).toContain('has 100 versions and the oldest, 1, has the label old');
  });

  it('a label where there are ten already', async () => {
    const names = Array.from({ length: 9 }, (_, n) => `label${n}`);
    await stage.practice.perform('LabelParameterVersion', { Name: parameter, ParameterVersion: 2, Labels: names });
    expect((await ask(input)).refuse).toBe(
      'Version 2 of /app/session-secret has 10 labels already, so previous cannot be added.',
    );
  });
});

it('says the key again and never the type, so that nothing falls back to a default', async () => {
  const { requests } = await plan(stage, action, input);
  expect(requests[0]?.params).toMatchObject({ KeyId: 'alias/app', Tier: 'Standard', Overwrite: true });
  expect(requests[0]?.params).not.toHaveProperty('Type');
});

it('moves the labels with the new version', async () => {
  await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
  const versions = await stage.read.ssm.versions(parameter);
  expect(versions.map(({ version, labels }) => [version, labels])).toEqual([
    [3, ['current']],
    [2, ['previous']],
    [1, ['old']],
  ]);
  expect(versions[0]?.modifiedBy).toContain(stage.sessionName);
});

it('does not claim a version that somebody else wrote', async () => {
  const planned = await plan(stage, action, input);
  await put(parameter, { KeyId: 'alias/app' });
  const journal = { begunAt: stage.now(), token: '', mark: '', sessionName: stage.sessionName, accessKeyId: '' };
  expect(await action.reconcile(planned.plan, 0, stage.read, journal)).toMatchObject({
    outcome: 'by-other',
    evidence: expect.stringMatching(/^Version 3 was written by arn:aws:/),
  });
});

it('is pending until the labels have moved', async () => {
  const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)), 1);
  expect(await action.verify(walk.plan, stage.read, stage.ctx(walk))).toMatchObject({
    state: 'pending',
    progress: 'version 3 · current on 2 · previous on no version',
  });
});

it.each([
  ['alias/aws/ssm', 'Standard', undefined],
  ['alias/app', 'Standard', [['kms:Encrypt'], 'arn:aws:kms:us-east-1:111122223333:key/*']],
  [
    '1234-abcd',
    'Advanced',
    [['kms:Encrypt', 'kms:GenerateDataKey'], 'arn:aws:kms:us-east-1:111122223333:key/1234-abcd'],
  ],
  [
    'arn:aws:kms:us-east-1:111122223333:key/9',
    'Standard',
    [['kms:Encrypt'], 'arn:aws:kms:us-east-1:111122223333:key/9'],
  ],
])('asks for the use of key %s of a parameter of tier %s', async (keyId, tier, expected) => {
  const planned = await plan(stage, action, input);
  const [, key] = action.iam({ ...planned.plan, keyId, tier });
  expect(key && [key.Action, key.Resource[0]]).toEqual(expected);
});

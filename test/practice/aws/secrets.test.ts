import { randomUUID } from 'node:crypto';
import {
  CancelRotateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SecretSeed } from '#practice/worlds/seeds/secret.ts';
import { type OpenAccount, openAccount, start } from './account.ts';
import { smallWorld } from './small-world.ts';

const SecretId = 'app/session';
const seeds: readonly SecretSeed[] = [
  { name: SecretId, value: 'canary-now', older: [{ value: 'canary-then', stages: ['AWSPREVIOUS'] }] },
  {
    name: 'app/database',
    value: '{"username":"app","password":"canary-database"}',
    keyId: 'alias/app',
    rotation: { by: 'arn:aws:lambda:{region}:{account}:function:rotate' },
  },
  {
    name: 'app/broken',
    value: 'canary-broken',
    rotation: { by: 'arn:aws:lambda:{region}:{account}:function:rotate', failsAt: 'testSecret' },
  },
  { name: 'rds!db-1', value: 'canary-owned', owner: 'rds' },
];

const opened: (OpenAccount & { readonly secrets: SecretsManagerClient })[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) {
    account.secrets.destroy();
    account.close();
  }
});

async function open() {
  const account = await openAccount({ ...smallWorld({}), secrets: seeds });
  const secrets = new SecretsManagerClient(account.config);
  const all = { ...account, secrets };
  opened.push(all);
  const describe = (id = SecretId) => secrets.send(new DescribeSecretCommand({ SecretId: id }));
  return {
    ...all,
    describe,
    put: (value: string, more: object = {}) =>
      secrets.send(new PutSecretValueCommand({ SecretId, SecretString: value, ...more })),
    move: (more: object, stage = 'AWSCURRENT') =>
      secrets.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage: stage, ...more })),
    rotate: (id: string, token: string = randomUUID()) =>
      secrets.send(new RotateSecretCommand({ SecretId: id, ClientRequestToken: token, RotateImmediately: true })),
    value: async (more: object = {}) =>
      (await secrets.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString,
    /** The version that has a stage. */
    async on(stage: string, id = SecretId) {
      const { VersionIdsToStages = {} } = await describe(id);
      return Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes(stage))?.[0];
    },
  };
}

describe('a secret', () => {
  it('is found by its name, by its ARN, and by its ARN without the last six characters', async () => {
    const { describe } = await open();
    const { ARN = '', Name } = await describe();
    expect(ARN).toMatch(/:secret:app\/session-[A-Z2-7]{6}$/);
    for (const id of [ARN, ARN.slice(0, -7)]) expect((await describe(id)).Name).toBe(Name);
    await expect(describe('app/nothing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: "Secrets Manager can't find the specified secret.",
    });
  });

  it('is described without its values', async () => {
    const { describe, secrets } = await open();
    const database = await describe('app/database');
    expect(database).toMatchObject({
      KmsKeyId: 'alias/app',
      RotationEnabled: true,
      RotationLambdaARN: 'arn:aws:lambda:us-east-1:111122223333:function:rotate',
    });
    expect(Object.values((await describe()).VersionIdsToStages ?? {})).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
    const { SecretList = [] } = await secrets.send(
      new ListSecretsCommand({ Filters: [{ Key: 'name', Values: ['app/'] }], MaxResults: 2 }),
    );
    expect(SecretList.map(({ Name }) => Name)).toEqual([SecretId, 'app/database']);
    expect(JSON.stringify([database, SecretList])).not.toContain('canary');
  });

  it('gives its value by stage and by version, of what is current by default', async () => {
    const { value, on } = await open();
    expect(await value()).toBe('canary-now');
    expect(await value({ VersionStage: 'AWSPREVIOUS' })).toBe('canary-then');
    expect(await value({ VersionId: await on('AWSPREVIOUS') })).toBe('canary-then');
    await expect(value({ VersionStage: 'RB_PENDING' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('PutSecretValue', () => {
  it('makes the new version current and leaves AWSPREVIOUS on the one before', async () => {
    const { put, on } = await open();
    const before = await on('AWSCURRENT');
    const { VersionId, VersionStages } = await put('canary-next');
    expect(VersionStages).toEqual(['AWSCURRENT']);
    expect([await on('AWSCURRENT'), await on('AWSPREVIOUS')]).toEqual([VersionId, before]);
  });

  it('sets the stages that are named and no others, so that nobody reads it yet', async () => {
    const { put, on, value } = await open();
    const { VersionId } = await put('canary-next', { VersionStages: ['RB_PENDING'] });
    expect(await on('RB_PENDING')).toBe(VersionId);
    expect(await value()).toBe('canary-now');
  });

  it('makes one version of the same token and value, and refuses the token with another value', async () => {
    const { put, secrets } = await open();
    const token = { ClientRequestToken: randomUUID() };
    const [first, second] = [await put('canary-next', token), await put('canary-next', token)];
    expect([first.VersionId, second.VersionId]).toEqual([token.ClientRequestToken, token.ClientRequestToken]);
    await expect(put('canary-other', token)).rejects.toMatchObject({ name: 'ResourceExistsException' });
    const { Versions = [] } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId }));
    expect(Versions.map(({ VersionStages }) => VersionStages)).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
    const all = await secrets.send(new ListSecretVersionIdsCommand({ SecretId, IncludeDeprecated: true }));
    expect(all.Versions).toHaveLength(3);
    expect(all.Versions?.at(-1)?.CreatedDate).toEqual(new Date(start));
  });

  it('refuses a token that is too short, a value that is too long, and a secret that another service owns', async () => {
    const { put } = await open();
    await expect(put('x', { ClientRequestToken: 'short' })).rejects.toThrow('between 32 and 64');
    await expect(put('x'.repeat(65_537))).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(put('x', { SecretId: 'rds!db-1' })).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('leaves no value in the log of calls', async () => {
    const { put, aws } = await open();
    await put('canary-next');
    expect(JSON.stringify(aws.calls())).not.toContain('canary');
    expect(aws.secrets()).toContain('canary-next');
  });
});

describe('UpdateSecretVersionStage', () => {
  it('moves a stage from the version that has it, and AWSPREVIOUS after AWSCURRENT', async () => {
    const { move, on, value } = await open();
    const [now, then] = [await on('AWSCURRENT'), await on('AWSPREVIOUS')];
    await move({ RemoveFromVersionId: now, MoveToVersionId: then });
    expect([await on('AWSCURRENT'), await on('AWSPREVIOUS')]).toEqual([then, now]);
    expect(await value()).toBe('canary-then');
  });

  it('takes a stage away, and with the last one its version is no longer described', async () => {
    const { put, move, describe } = await open();
    const { VersionId } = await put('canary-next', { VersionStages: ['RB_PENDING'] });
    await move({ RemoveFromVersionId: VersionId }, 'RB_PENDING');
    expect(Object.keys((await describe()).VersionIdsToStages ?? {})).not.toContain(VersionId);
  });

  it('refuses who does not name the version that has the stage now', async () => {
    const { move, on } = await open();
    const [now, then] = [await on('AWSCURRENT'), await on('AWSPREVIOUS')];
    const refused = { name: 'InvalidParameterException' };
    await expect(move({ MoveToVersionId: then })).rejects.toThrow(`currently attached to version ${now}`);
    await expect(move({ MoveToVersionId: now, RemoveFromVersionId: then })).rejects.toMatchObject(refused);
    await expect(move({ RemoveFromVersionId: now })).rejects.toMatchObject(refused);
    await expect(move({ RemoveFromVersionId: now, MoveToVersionId: randomUUID() })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('RotateSecret', () => {
  it('has AWSPENDING at once, and is current four seconds later with another password', async () => {
    const { rotate, on, value, clock } = await open();
    const SecretId = 'app/database';
    const token = randomUUID();
    await rotate(SecretId, token);
    expect(await on('AWSPENDING', SecretId)).toBe(token);
    clock.advance(3_000);
    expect(await on('AWSCURRENT', SecretId)).not.toBe(token);
    clock.advance(1_000);
    expect([await on('AWSCURRENT', SecretId), await on('AWSPENDING', SecretId)]).toEqual([token, undefined]);
    const members = JSON.parse((await value({ SecretId })) ?? '');
    expect(members).toEqual({ username: 'app', password: expect.stringMatching(/^[A-Z2-7]{32}$/) });
  });

  it('rotates once for one token', async () => {
    const { rotate, on, clock } = await open();
    const token = randomUUID();
    await rotate('app/database', token);
    clock.advance(10_000);
    await rotate('app/database', token);
    clock.advance(10_000);
    expect(await on('AWSCURRENT', 'app/database')).toBe(token);
    expect(await on('AWSPENDING', 'app/database')).toBeUndefined();
  });

  it('that fails leaves AWSPENDING where it is, and no other can begin', async () => {
    const { rotate, on, clock } = await open();
    const token = randomUUID();
    await rotate('app/broken', token);
    clock.advance(600_000);
    expect(await on('AWSPENDING', 'app/broken')).toBe(token);
    expect(await on('AWSCURRENT', 'app/broken')).not.toBe(token);
    await expect(rotate('app/broken')).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining("previous rotation isn't complete"),
    });
  });

  it('is refused for a secret that nothing rotates', async () => {
    const { rotate } = await open();
    await expect(rotate(SecretId)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('is stopped where it is by CancelRotateSecret', async () => {
    const { rotate, on, clock, secrets, describe } = await open();
    const token = randomUUID();
    await rotate('app/database', token);
    await secrets.send(new CancelRotateSecretCommand({ SecretId: 'app/database' }));
    clock.advance(10_000);
    expect(await on('AWSPENDING', 'app/database')).toBe(token);
    expect((await describe('app/database')).RotationEnabled).toBe(false);
  });
});

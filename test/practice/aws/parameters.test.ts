import {
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { PracticeAwsOptions } from '#practice/aws/practice-aws.ts';
import { type OpenAccount, openAccount, start } from './account.ts';
import { smallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

/** `/api/key` has two versions: 1 is `previous`, 2 is `current`. */
async function open(more: Partial<PracticeAwsOptions> = { limits: { parameters: Number.POSITIVE_INFINITY } }) {
  const account = await openAccount(smallWorld({}), more);
  opened.push(account);
  return account;
}

const Name = '/api/key';
const put = ({ ssm }: OpenAccount, Value = 'canary-three') =>
  ssm.send(new PutParameterCommand({ Name, Value, Overwrite: true, KeyId: 'alias/api' }));
const history = async ({ ssm }: OpenAccount) =>
  (await ssm.send(new GetParameterHistoryCommand({ Name }))).Parameters ?? [];

describe('PutParameter', () => {
  it('writes the next version, with the time, the key and the caller, and leaves the labels where they were', async () => {
    const account = await open();
    expect(await put(account)).toMatchObject({ Version: 3, Tier: 'Standard' });
    const versions = await history(account);
    expect(versions.map(({ Version, Labels }) => [Version, Labels])).toEqual([
      [1, ['previous']],
      [2, ['current']],
      [3, []],
    ]);
    expect(versions[2]).toMatchObject({
      KeyId: 'alias/api',
      LastModifiedUser: 'arn:aws:iam::111122223333:user/stepward',
      LastModifiedDate: new Date(start),
    });
  });

  it('falls back to the default key of the account when it is told none', async () => {
    const account = await open();
    await put(account);
    await account.ssm.send(new PutParameterCommand({ Name, Value: 'x', Overwrite: true }));
    expect((await history(account)).at(-1)?.KeyId).toBe('alias/aws/ssm');
  });

  it('refuses to overwrite unless told to, and to change the type', async () => {
    const { ssm } = await open();
    await expect(ssm.send(new PutParameterCommand({ Name, Value: 'x' }))).rejects.toMatchObject({
      name: 'ParameterAlreadyExists',
    });
    const other = new PutParameterCommand({ Name, Value: 'x', Overwrite: true, Type: 'String' });
    await expect(ssm.send(other)).rejects.toMatchObject({ name: 'HierarchyTypeMismatchException' });
  });

  it('keeps a hundred versions, and will not delete a labelled one to make room', async () => {
    const account = await open();
    for (let version = 3; version <= 100; version += 1) await put(account);
    await expect(put(account)).rejects.toMatchObject({ name: 'ParameterMaxVersionLimitExceeded' });
    await account.ssm.send(new UnlabelParameterVersionCommand({ Name, ParameterVersion: 1, Labels: ['previous'] }));
    expect(await put(account)).toMatchObject({ Version: 101 });
    const found = account.ssm.send(new GetParameterCommand({ Name: `${Name}:1` }));
    await expect(found).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  });

  it('refuses a value that is too long or does not match its pattern', async () => {
    const account = await open();
    await expect(put(account, 'x'.repeat(4_097))).rejects.toMatchObject({ name: 'ValidationException' });
    const digits = { Name: '/api/digits', Type: 'String', AllowedPattern: '^\\d+$' } as const;
    await expect(account.ssm.send(new PutParameterCommand({ ...digits, Value: 'x' }))).rejects.toMatchObject({
      name: 'ParameterPatternMismatchException',
    });
  });
});

describe('labels', () => {
  it('stand on one version at a time: setting one moves it', async () => {
    const account = await open();
    await put(account);
    const label = (ParameterVersion: number, Labels: string[]) =>
      account.ssm.send(new LabelParameterVersionCommand({ Name, ParameterVersion, Labels }));
    expect(await label(3, ['current'])).toMatchObject({ InvalidLabels: [], ParameterVersion: 3 });
    await label(2, ['previous']);
    expect((await history(account)).map(({ Labels }) => Labels)).toEqual([[], ['previous'], ['current']]);
  });

  it('are refused one by one when their name is none', async () => {
    const { ssm } = await open();
    const command = new LabelParameterVersionCommand({ Name, ParameterVersion: 2, Labels: ['aws-x', '1st', 'good'] });
    expect((await ssm.send(command)).InvalidLabels).toEqual(['aws-x', '1st']);
  });
});

describe('reading a parameter', () => {
  it('gives its value only when it is asked to decrypt', async () => {
    const { ssm } = await open();
    const get = (WithDecryption: boolean) => ssm.send(new GetParameterCommand({ Name, WithDecryption }));
    expect((await get(false)).Parameter?.Value).toBe('***');
    expect((await get(true)).Parameter).toMatchObject({ Value: 'canary-two', Version: 2 });
  });

  it('finds a version by number, by label, by ARN, and says which names are unknown', async () => {
    const { ssm } = await open();
    const arn = 'arn:aws:ssm:us-east-1:111122223333:parameter/api/key';
    const Names = [`${Name}:1`, `${Name}:current`, `${arn}:previous`, '/api/other', `${Name}:9`];
    const { Parameters = [], InvalidParameters } = await ssm.send(new GetParametersCommand({ Names }));
    expect(Parameters.map(({ Version, ARN }) => [Version, ARN])).toEqual([
      [1, arn],
      [2, arn],
      [1, arn],
    ]);
    expect(InvalidParameters).toEqual(['/api/other', `${Name}:9`]);
  });

  it('says by which selector it was found', async () => {
    const { ssm } = await open();
    const get = async (name: string) =>
      (await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }))).Parameter;
    expect(await get(`${Name}:1`)).toMatchObject({ Selector: ':1', Value: 'canary-one', Version: 1 });
    expect(await get(Name)).not.toHaveProperty('Selector');
  });

  it('is described without a value', async () => {
    const { ssm } = await open();
    const by = (Values: string[]) =>
      ssm.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values }] }));
    const { Parameters = [] } = await by([Name]);
    expect(Parameters).toMatchObject([
      { Name, Version: 2, Type: 'SecureString', KeyId: 'alias/aws/ssm', Tier: 'Standard' },
    ]);
    expect(JSON.stringify(Parameters)).not.toContain('canary');
    expect((await by(['/api/other'])).Parameters).toEqual([]);
  });
});

describe('a secret of Secrets Manager, by its reference', () => {
  const reference = '/aws/reference/secretsmanager/api/token';
  const get = ({ ssm }: OpenAccount, name: string, WithDecryption = true) =>
    ssm.send(new GetParameterCommand({ Name: name, WithDecryption }));

  it('comes as a SecureString without a version, with what Secrets Manager says of it', async () => {
    const account = await open();
    const { Parameter } = await get(account, reference);
    expect(Parameter).toMatchObject({ Name: reference, Type: 'SecureString', Value: 'canary-token', Version: 0 });
    expect(Parameter?.ARN).toMatch(/^arn:aws:secretsmanager:us-east-1:111122223333:secret:api\/token-\w{6}$/);
    expect(JSON.parse(Parameter?.SourceResult ?? '')).toMatchObject({
      Name: 'api/token',
      VersionStages: ['AWSCURRENT'],
    });
    const Names = [reference, `${reference}-other`];
    const several = await account.ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
    expect(several).toMatchObject({ Parameters: [{ Name: reference }], InvalidParameters: [`${reference}-other`] });
  });

  it('must be decrypted, and exist', async () => {
    const account = await open();
    await expect(get(account, reference, false)).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(get(account, `${reference}-other`)).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });
});

describe('the limit of three a second', () => {
  it('is shared by writing, labelling, the history and the description, and spares reading', async () => {
    const account = await open({});
    await put(account);
    await history(account);
    await account.ssm.send(new DescribeParametersCommand({}));
    await expect(put(account)).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
    await account.ssm.send(new GetParameterCommand({ Name }));
    expect(account.aws.calls().filter(({ op }) => op === 'PutParameter')).toMatchObject([
      { applied: true },
      { applied: false, error: 'ThrottlingException' },
    ]);
  });
});

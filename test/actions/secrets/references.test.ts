import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { parameterPath, referenceOf } from '#actions/references/reference.ts';
import { account, checkOf, region, type Stage } from '../practice.ts';
import { cluster, parameter } from '../world.ts';
import { deployReader, readerStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await readerStage();
});
afterEach(() => stage.close());

const arnOf = async (name: string): Promise<string> => (await stage.read.secrets.secret(name))?.arn ?? '';
async function check(references: Readonly<Record<string, string>>) {
  await deployReader(stage, references);
  return checkOf('secrets.references').read({ cluster, service: 'reader' }, stage.read, stage.ctx());
}

it('holds for full ARNs, with what comes after them, and for parameters by name and ARN', async () => {
  const arn = await arnOf('app/session');
  const [version = { id: '' }] = await stage.read.secrets.versions(arn);
  const found = await check({
    WHOLE: arn,
    KEY: `${arn}:password::`,
    STAGE: `${arn}::AWSPREVIOUS:`,
    VERSION: `${arn}:::${version.id}`,
    NAME: parameter,
    ARN: `arn:aws:ssm:${region}:${account}:parameter${parameter}`,
  });
  expect(found).toMatchObject({ state: 'ok', progress: '6 of 6 references work', outputs: { broken: [], fixes: {} } });
  expect(found.evidence).toMatchObject({
    WHOLE: 'full ARN',
    KEY: 'full ARN, its member password is not looked at, because no value is read',
    VERSION: `full ARN, always version ${version.id}`,
  });
});

it('gives the full ARN in place of one without the six characters, of an earlier one, and of a bare name', async () => {
  const arn = await arnOf('app/session');
  const bare = arn.slice(0, -7);
  const found = await check({ BARE: `${bare}:key::`, EARLIER: `${bare}-aaaaaa`, NAME: 'app/session', GOOD: arn });
  expect(found).toMatchObject({
    state: 'failed',
    outputs: {
      broken: ['BARE', 'EARLIER', 'NAME'],
      fixes: { BARE: `${arn}:key::`, EARLIER: arn, NAME: arn },
    },
  });
  expect(found.progress).toContain('1 of 4 references work · BARE: lacks the six characters at the end of its ARN');
  expect((await check(found.outputs['fixes'] as Record<string, string>)).state).toBe('ok');
});

it('says what is missing where there is nothing to write instead', async () => {
  const arn = await arnOf('app/session');
  const { evidence, outputs } = await check({
    SECRET: arn.replace('session', 'nothing'),
    PARAMETER: '/app/nothing',
    STAGE: `${arn}::NONE:`,
    VERSION: `${arn}:::none`,
    BOTH: `${arn}::AWSCURRENT:none`,
  });
  expect(evidence).toEqual({
    SECRET: 'there is no such secret',
    PARAMETER: 'there is no such parameter',
    STAGE: 'no version has the label NONE',
    VERSION: 'there is no version none',
    BOTH: 'names a stage and a version, of which only one is taken',
  });
  expect(outputs['fixes']).toEqual({});
});

it('does not look into other accounts and regions', async () => {
  const found = await check({ ELSEWHERE: `arn:aws:secretsmanager:eu-west-1:${account}:secret:x-aaaaaa` });
  expect(found).toMatchObject({
    state: 'ok',
    progress: `0 of 1 references work · ELSEWHERE: is of account ${account} in eu-west-1, which is not looked at`,
  });
});

it('fails for a service that is not there', async () => {
  const asked = { cluster, service: 'nobody' };
  expect(await checkOf('secrets.references').read(asked, stage.read, stage.ctx())).toMatchObject({
    state: 'failed',
    progress: 'nobody is not in c',
  });
});

it('finds the readers of a secret by each way in which it is named', async () => {
  const arn = await arnOf('app/session');
  await deployReader(stage, { KEY: `${arn}:key::`, BARE: arn.slice(0, -7), OTHER: parameter });
  for (const given of ['app/session', arn, arn.slice(0, -7), `${arn}:key::`]) {
    const found = await checkOf('secrets.readers').read({ cluster, parameter: given }, stage.read, stage.ctx());
    expect(found.evidence).toEqual({ reader: ['KEY', 'BARE'] });
  }
});

it('takes a reference apart', () => {
  const arn = `arn:aws:secretsmanager:${region}:${account}:secret:app/db-AbCdEf`;
  expect(referenceOf(`${arn}:key::id`)).toEqual({
    kind: 'secret',
    arn,
    region,
    account,
    key: 'key',
    stage: undefined,
    version: 'id',
    rest: ':key::id',
  });
  expect(referenceOf('app/db')).toEqual({ kind: 'parameter', text: 'app/db' });
  expect([parameterPath('/a/b'), parameterPath(`arn:aws:ssm:${region}:${account}:parameter/a/b`)]).toEqual([
    'a/b',
    'a/b',
  ]);
});

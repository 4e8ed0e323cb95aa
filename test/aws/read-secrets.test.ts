import { afterEach, expect, it } from '@jest/globals';
import { createAws } from '#aws/create-aws.ts';
import { environment } from '../actions/practice.ts';
import { type Asked, closeAll, type Reply, refusal, script } from './scripted.ts';

afterEach(closeAll);

const credentials = { accessKeyId: 'AKIABOT', secretAccessKey: 'x' };
async function reader(answer: (asked: Asked, n: number) => Reply) {
  const { endpoint } = await script(answer);
  return createAws({ endpoint, credentials }).reader(environment).secrets;
}

it('tells who rotates a secret and who owns it, only while it is rotated, and when it will be deleted', async () => {
  const described = { ARN: 'arn', Name: 'n', RotationLambdaARN: 'function', DeletedDate: 5, LastChangedDate: 4 };
  const secrets = await reader((_, n) => ({
    body: {
      ...described,
      RotationEnabled: n < 3,
      ...(n === 2 && { RotationLambdaARN: undefined, OwningService: 'rds' }),
    },
  }));
  expect(await secrets.secret('n')).toEqual({
    name: 'n',
    arn: 'arn',
    rotatedBy: 'function',
    deletedAt: 5_000,
    modifiedAt: 4_000,
    versions: [],
  });
  expect(await secrets.secret('n')).toMatchObject({ rotatedBy: 'rds', owner: 'rds' });
  expect(await secrets.secret('n')).not.toHaveProperty('rotatedBy');
});

it('turns every page of versions, those without a stage too, and puts the newest first', async () => {
  const secrets = await reader(({ body }) => {
    const { NextToken, IncludeDeprecated } = JSON.parse(body);
    expect(IncludeDeprecated).toBe(true);
    return {
      body: NextToken
        ? { Versions: [{ VersionId: 'b', VersionStages: ['Y', 'X'], CreatedDate: 2 }] }
        : { Versions: [{ VersionId: 'a', CreatedDate: 1 }], NextToken: 'more' },
    };
  });
  expect(await secrets.versions('n')).toEqual([
    { id: 'b', stages: ['X', 'Y'], createdAt: 2_000 },
    { id: 'a', stages: [], createdAt: 1_000 },
  ]);
});

it('knows an absent secret from one that it may not read', async () => {
  const secrets = await reader((_, n) =>
    refusal(n <= 2 ? 'ResourceNotFoundException' : 'AccessDeniedException', 'So.'),
  );
  expect(await secrets.secret('n')).toBeUndefined();
  expect(await secrets.versions('n')).toEqual([]);
  await expect(secrets.secret('n')).rejects.toMatchObject({ code: 'aws-denied' });
  await expect(secrets.versions('n')).rejects.toMatchObject({ code: 'aws-denied' });
});

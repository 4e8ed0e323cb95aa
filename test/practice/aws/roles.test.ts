import { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, expect, it } from '@jest/globals';
import type { RoleSeed } from '#practice/worlds/seeds/role.ts';
import { accountId, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

const roles: readonly RoleSeed[] = [
  {
    name: 'app-execution',
    trust: ['ecs-tasks.amazonaws.com', 'arn:aws:iam::{account}:root'],
    statements: [
      { Effect: 'Allow', Action: 'SecretsManager:Get*', Resource: 'arn:aws:secretsmanager:*:secret:app/*' },
      { Effect: 'Allow', Action: ['ssm:GetParameter?'], Resource: ['*'] },
      { Effect: 'Deny', Action: '*', Resource: 'arn:aws:secretsmanager:*:secret:app/root-??????' },
    ],
  },
];

const opened: { readonly account: OpenAccount; readonly iam: IAMClient }[] = [];
afterEach(() => {
  for (const { account, iam } of opened.splice(0)) {
    iam.destroy();
    account.close();
  }
});

async function open(seeds: readonly RoleSeed[]) {
  const account = await openAccount({ ...smallWorld({}), roles: seeds });
  const iam = new IAMClient(account.config);
  opened.push({ account, iam });
  return {
    role: async (name: string) => (await iam.send(new GetRoleCommand({ RoleName: name }))).Role,
    async decisions(actions: readonly string[], resources: readonly string[], more: object = {}) {
      const { EvaluationResults = [] } = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::${accountId}:role/app-execution`,
          ActionNames: [...actions],
          ResourceArns: [...resources],
          ...more,
        }),
      );
      return EvaluationResults.map(({ EvalResourceName = '', EvalDecision }) => [
        EvalResourceName.split(':').at(-1),
        EvalDecision,
      ]);
    },
  };
}

const secret = (name: string) => `arn:aws:secretsmanager:us-east-1:${accountId}:secret:${name}`;

it('allows what a statement allows, and never what one denies', async () => {
  const { decisions } = await open(roles);
  const asked = ['app/db-ABCDEF', 'app/root-ABCDEF', 'other-ABCDEF'].map(secret);
  expect(await decisions(['secretsmanager:GetSecretValue'], asked)).toEqual([
    ['app/db-ABCDEF', 'allowed'],
    ['app/root-ABCDEF', 'explicitDeny'],
    ['other-ABCDEF', 'implicitDeny'],
  ]);
  expect(await decisions(['ssm:GetParameters', 'ssm:GetParameter'], ['*'])).toEqual([
    ['*', 'allowed'],
    ['*', 'implicitDeny'],
  ]);
});

it('shows in GetRole who may assume a role, as IAM writes it', async () => {
  const { role } = await open(roles);
  const found = await role('app-execution');
  const { Statement } = JSON.parse(decodeURIComponent(found?.AssumeRolePolicyDocument ?? ''));
  expect(Statement[0].Principal).toEqual({
    Service: 'ecs-tasks.amazonaws.com',
    AWS: `arn:aws:iam::${accountId}:root`,
  });
  await expect(role('nobody')).rejects.toMatchObject({ name: 'NoSuchEntityException' });
});

it('allows everything in a world without roles', async () => {
  const { decisions } = await open([]);
  expect(await decisions(['secretsmanager:GetSecretValue'], [secret('x-ABCDEF')])).toEqual([['x-ABCDEF', 'allowed']]);
});

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IamStatement } from '#actions/contract.ts';
import { catalogue } from '#actions/list.ts';
import type { JsonObject } from '#domain/json.ts';
import { account, actionOf, region, type Stage, sealed, setStage } from '../actions/practice.ts';
import { plan } from '../actions/walk.ts';
import { cluster, parameter, world } from '../actions/world.ts';
import { fencesOf } from './pages.ts';

type Written = Omit<IamStatement, 'Action' | 'Resource'> & {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
};

/** The statements of the policy that is marked so. */
function policy(name: string): readonly Written[] {
  const found = fencesOf('docs/security.md').find(({ info }) => info === `json ${name}`);
  return (JSON.parse(found?.text ?? '{}') as { Statement: readonly Written[] }).Statement;
}

const actionsOf = (statements: readonly Written[]): readonly string[] => statements.flatMap(({ Action }) => Action);

/** The page's cluster is called main, and its parameters stand below /app. */
const here = (resource: string): string => resource.replace('/main/', `/${cluster}/`);

const covers = ({ Action, Resource }: Written, action: string, arn: string): boolean =>
  [Action].flat().includes(action) &&
  [Resource].flat().some((pattern) => {
    const text = here(pattern).replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^${text.replaceAll('*', '.*')}$`).test(arn);
  });

const inputs: readonly (readonly [action: string, input: JsonObject])[] = [
  ['ecs.restart-service', { cluster, service: 'api' }],
  ['ecs.restart-service', { cluster, service: 'api', mode: 'stop-task' }],
  ['ecs.scale-service', { cluster, service: 'api', desired: 3 }],
  ['ecs.stop-tasks', { cluster, service: 'api', select: ['older'], older_than: '5m' }],
  ['ssm.rotate-parameter', { name: parameter, generate: sealed }],
  ['secrets.put', { secret: 'app/session', generate: sealed }],
  ['secrets.promote', { secret: 'app/pending' }],
  ['secrets.rotate', { secret: 'app/database' }],
];

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const needed = async (): Promise<readonly IamStatement[]> => {
  const each = inputs.map(async ([id, input]) => {
    const action = actionOf(id);
    return action.iam((await plan(stage, action, input)).plan);
  });
  return (await Promise.all(each)).flat();
};

describe('the policy of the role', () => {
  it('is about every action', () => {
    const all = [...catalogue.values()].filter(({ kind }) => kind === 'action').map(({ meta }) => meta.id);
    expect(new Set(inputs.map(([id]) => id))).toEqual(new Set(all));
  });

  it('allows what the actions say that they need', async () => {
    const statements = policy('writes');
    const asked = (await needed()).flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((arn) => ({ action, arn }))),
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ action, arn }) => !statements.some((one) => covers(one, action, arn)))).toEqual([]);
  });

  it('allows nothing else, but for the keys of advanced parameters', async () => {
    const asked = new Set((await needed()).flatMap(({ Action }) => Action));
    const more = actionsOf(policy('writes')).filter((action) => !asked.has(action));
    expect(more.filter((action) => action !== 'kms:GenerateDataKey' && action !== 'kms:Encrypt')).toEqual([]);
  });

  it('is about one account and region', () => {
    const wide = policy('writes')
      .flatMap(({ Resource }) => Resource)
      .filter((arn) => !arn.includes(`:${region}:${account}:`));
    expect(wide).toEqual([]);
  });
});

/** What each file of reads asks, as IAM names it. */
const readers = {
  ecs: 'ecs',
  images: 'ecr',
  'load-balancers': 'elasticloadbalancing',
  logs: 'logs',
  revisions: 'ecs',
  roles: 'iam',
  scaling: 'application-autoscaling',
  secrets: 'secretsmanager',
  ssm: 'ssm',
  trail: 'cloudtrail',
};

describe('the policy of the bot itself', () => {
  it('allows the reads that the program can make, and to assume the role', () => {
    const reads = Object.entries(readers).flatMap(([file, service]) => {
      const source = readFileSync(`src/aws/read-${file}.ts`, 'utf8');
      return [...source.matchAll(/\bnew (\w+)Command\(|\bpaginate(\w+)\(/g)].map(
        ([, command, pages]) => `${service}:${command ?? pages}`,
      );
    });
    const assumes = ['sts:AssumeRole', 'sts:SetSourceIdentity'];
    expect([...actionsOf(policy('reads'))].sort()).toEqual([...new Set([...reads, ...assumes])].sort());
  });

  it('reads values by one call, which needs what it stands for', () => {
    const source = readFileSync('src/aws/read-values.ts', 'utf8');
    const calls = [...source.matchAll(/\bnew (\w+)Command\(/g)].map(([, command]) => `ssm:${command}`);
    const behind = ['kms:Decrypt', 'secretsmanager:GetSecretValue'];
    expect([...new Set([...calls, ...behind])].sort()).toEqual([...actionsOf(policy('values'))].sort());
  });
});

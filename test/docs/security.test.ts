import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { IamStatement } from '#actions/contract.ts';
import { operationOf } from '#aws/operations.ts';
import { sessionPolicy } from '#engine/session-policy.ts';
import { account, actionOf, region, setStage } from '../actions/practice.ts';
import { rows } from '../actions/rows.ts';
import { plan } from '../actions/walk.ts';
import { cluster, world } from '../actions/world.ts';
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

interface Needed {
  readonly id: string;
  readonly statements: readonly IamStatement[];
}

/** What each row of the contract's needs, on a stage of its own. */
const neededBy = rows.map(async ({ action: id, with: input, world: own }): Promise<Needed> => {
  const stage = await setStage(own ?? world());
  try {
    const action = actionOf(id);
    return { id, statements: action.iam((await plan(stage, action, input)).plan) };
  } finally {
    await stage.close();
  }
});

const needed = async (): Promise<readonly IamStatement[]> =>
  (await Promise.all(neededBy)).flatMap(({ statements }) => statements);

describe('the policy of the role', () => {
  it('allows what the actions say that they need', async () => {
    const statements = policy('writes');
    const asked = (await needed()).flatMap(({ Action, Resource }) =>
      Action.flatMap((action) => Resource.map((arn) => ({ action, arn }))),
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter(({ action, arn }) => !statements.some((one) => covers(one, action, arn)))).toEqual([]);
  });

  it('allows nothing else', async () => {
    const asked = new Set((await needed()).flatMap(({ Action }) => Action));
    expect(actionsOf(policy('writes')).filter((action) => !asked.has(action))).toEqual([]);
  });

  it('is about one account and region', () => {
    const wide = policy('writes')
      .flatMap(({ Resource }) => Resource)
      .filter((arn) => !arn.includes(`:${region}:${account}:`) && !arn.startsWith(`arn:aws:iam::${account}:role/`));
    expect(wide).toEqual([]);
  });

  it('names the calls that can be sent, and what AWS asks for besides', () => {
    const sent = actionsOf(policy('writes')).filter((action) => {
      const [service = '', operation = ''] = action.split(':');
      return operationOf({ service, operation, params: {} }) !== undefined;
    });
    expect(new Set(sent)).toEqual(new Set(rows.flatMap(({ sends }) => sends)));
  });
});

it('shows the policy of a session as a deployment has it', async () => {
  const [deploy] = await Promise.all(neededBy);
  const { text } = sessionPolicy(deploy?.statements ?? []);
  const shown = fencesOf('docs/security.md').find(({ info }) => info === 'json session');
  expect(JSON.parse(here(shown?.text ?? '{}'))).toEqual(JSON.parse(text));
});

/** What an advanced parameter and an automation with a role take besides; the practice account has neither. */
const seldom = ['kms:GenerateDataKey', 'iam:PassRole'];

/** The calls that a page of an action names as writes, and the pages to which it leaves the others. */
function writesOf(id: string): { readonly own: readonly string[]; readonly others: readonly string[] } {
  const page = readFileSync(`docs/actions/${id}.md`, 'utf8');
  const [, permissions = ''] = page.split('## Permissions');
  const [writes = ''] = permissions.split('Reads:');
  const all = (pattern: RegExp) => [...writes.matchAll(pattern)].map(([, found = '']) => found);
  return { own: all(/`([a-z0-9-]+:[A-Z]\w+)`/g), others: all(/those of `([\w.-]+)`/g) };
}

describe("an action's page", () => {
  const ids = [...new Set(rows.map(({ action }) => action))].filter((id) => id !== 'aws.call');

  it.each(ids)('names the permissions that %s takes', async (id) => {
    const mine = (await Promise.all(neededBy)).filter((each) => each.id === id);
    const asked = mine.flatMap(({ statements }) => statements.flatMap(({ Action }) => Action));
    const { own, others } = writesOf(id);
    const named = [...own, ...others.flatMap((other) => writesOf(other).own)];
    expect(asked.filter((call) => !named.includes(call))).toEqual([]);
    expect(own.filter((call) => !asked.includes(call) && !seldom.includes(call))).toEqual([]);
  });
});

/** What each file of reads asks, as IAM names it. */
const readers: Readonly<Record<string, string>> = {
  alarms: 'cloudwatch',
  automations: 'ssm',
  commands: 'ssm',
  discovery: 'servicediscovery',
  ecs: 'ecs',
  images: 'ecr',
  'load-balancers': 'elasticloadbalancing',
  logs: 'logs',
  network: 'ec2',
  revisions: 'ecs',
  roles: 'iam',
  scaling: 'application-autoscaling',
  secrets: 'secretsmanager',
  ssm: 'ssm',
  'state-machines': 'states',
  trail: 'cloudtrail',
};

/** They have policies of their own: that of values, and what stepward.yml lists. */
const apart = ['calls', 'values'];

describe('the policy of the bot itself', () => {
  it('is about every file of reads', () => {
    const files = readdirSync('src/aws').flatMap((file) => /^read-(.+)\.ts$/.exec(file)?.[1] ?? []);
    expect(files.sort()).toEqual([...Object.keys(readers), ...apart].sort());
  });

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

import { afterEach, describe, expect, it } from '@jest/globals';
import type { IamStatement, Planned } from '#actions/contract.ts';
import { limited, sessionPolicy } from '#engine/session-policy.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartOne, runbook } from './texts.ts';

const here = 'us-east-1:111122223333';
const allow = (action: string, ...Resource: readonly string[]): IamStatement => ({
  Effect: 'Allow',
  Action: [action],
  Resource,
});

const many = (count: number, arn: (id: string) => string): readonly string[] =>
  Array.from({ length: count }, (_, n) => arn(n.toString(16).padStart(32, '0')));
const tasksOf = (name: string, count: number) => many(count, (id) => `arn:aws:ecs:${here}:task/${name}/${id}`);
const instances = (count: number) => many(count, (id) => `arn:aws:ec2:${here}:instance/i-${id.slice(-17)}`);

const resources = (text: string): readonly unknown[] =>
  (JSON.parse(text) as { Statement: { Resource: unknown }[] }).Statement.map(({ Resource }) => Resource);

describe('the policy of a session', () => {
  it('is short where there is little to say', () => {
    const { text, widened } = sessionPolicy([allow('ecs:UpdateService', `arn:aws:ecs:${here}:service/main/kafka`)]);
    expect(text).toBe(
      `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecs:UpdateService","Resource":"arn:aws:ecs:${here}:service/main/kafka"}]}`,
    );
    expect(widened).toEqual([]);
  });

  it('has one statement for the same resources, in whatever order they come', () => {
    const [a = '', b = ''] = tasksOf('main', 2);
    const { text } = sessionPolicy([allow('ecs:StopTask', a, b), allow('ecs:TagResource', b, a, a)]);
    expect(JSON.parse(text)).toMatchObject({
      Statement: [{ Action: ['ecs:StopTask', 'ecs:TagResource'], Resource: [a, b] }],
    });
  });

  it('names every task as long as there is room', () => {
    const { text, widened } = sessionPolicy([allow('ecs:StopTask', ...tasksOf('main', 20))]);
    expect(text.length).toBeLessThanOrEqual(2_048);
    expect(resources(text)[0]).toHaveLength(20);
    expect(widened).toEqual([]);
  });

  it('names all tasks of the cluster where there are too many, and says so; what is alone of its kind stays named', () => {
    const service = `arn:aws:ecs:${here}:service/main/kafka`;
    const [alone = ''] = tasksOf('other', 1);
    const { text, widened } = sessionPolicy([
      allow('ecs:StopTask', ...tasksOf('main', 30), alone),
      allow('ecs:UpdateService', service),
    ]);
    expect(resources(text)).toEqual([[`arn:aws:ecs:${here}:task/main/*`, alone], service]);
    expect(widened).toEqual([`tasks in arn:aws:ecs:${here}:task/main/*`]);
  });

  it('widens instances last, and only if that is not enough', () => {
    const stop = allow('ecs:StopTask', ...tasksOf('main', 30));
    const some = sessionPolicy([stop, allow('ssm:SendCommand', ...instances(3))]);
    expect(resources(some.text)).toEqual([`arn:aws:ecs:${here}:task/main/*`, instances(3)]);
    const all = sessionPolicy([stop, allow('ssm:SendCommand', ...instances(50))]);
    expect(resources(all.text)).toEqual([`arn:aws:ecs:${here}:task/main/*`, `arn:aws:ec2:${here}:instance/*`]);
    expect(all.widened).toHaveLength(2);
  });
});

describe('a plan', () => {
  const planned: Planned = {
    plan: {},
    changes: [],
    requests: [],
    targets: [],
    guarded: {},
    blastRadius: '',
    warnings: ['It was deployed a minute ago.'],
    undo: '',
  };

  it('is as it was where its credentials reach no further', () => {
    expect(limited(planned, [allow('ecs:StopTask', ...tasksOf('main', 2))])).toEqual(planned);
  });

  it('says on its card how far its credentials reach', () => {
    const { warnings, refuse } = limited(planned, [allow('ecs:StopTask', ...tasksOf('main', 30))]);
    expect(warnings).toEqual([
      'It was deployed a minute ago.',
      `Its credentials reach all tasks in arn:aws:ecs:${here}:task/main/*: they are too many to be named one by one.`,
    ]);
    expect(refuse).toBeUndefined();
  });

  it('is refused where its credentials cannot be limited to it', () => {
    const roles = many(30, (id) => `arn:aws:iam::111122223333:role/${id}`);
    expect(limited(planned, [allow('iam:PassRole', ...roles)]).refuse).toMatch(
      /^Its credentials cannot be limited to what it does: the policy that says so has 2\d{3} characters, and STS takes 2048\./,
    );
  });
});

describe('the credentials of an approved step', () => {
  let bot: Harness;
  afterEach(() => bot.close());

  it('say in the session’s policy what the action needs', async () => {
    bot = await openHarness({ runbooks: [restartOne()] });
    const run = await bot.start('restart-one');
    await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    await bot.until(run, () => bot.writes().length > 0);
    const [assumed] = bot.aws.calls().filter(({ op }) => op === 'AssumeRole');
    expect(JSON.parse(String(assumed?.params['Policy']))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'ecs:UpdateService',
          Resource: `arn:aws:ecs:us-east-1:111122223333:service/${cluster}/sender`,
        },
      ],
    });
  });

  // Golden scenario L.
  it('do not reach another service, whoever has changed the request in the store', async () => {
    const kafka = runbook(
      'kafka',
      `steps:
  - id: kafka
    action: ecs.scale-service
    with: { cluster: ${cluster}, service: kafka, desired: 2 }
`,
    );
    bot = await openHarness({ runbooks: [kafka] });
    const run = await bot.start('kafka');
    const { value } = await bot.card(run, 'approval');
    await bot.parts.store.transaction(async (tx) => {
      const row = await tx.plans.get(run, 'kafka', 1);
      if (!row) throw new Error('no plan');
      const requests = JSON.parse(JSON.stringify(row.planned.requests).replaceAll('"kafka"', '"zookeeper"'));
      await tx.plans.put({ ...row, planned: { ...row.planned, requests } });
    });
    await bot.decide('bob', 'approve', value);
    const held = await bot.card(run, 'held');
    expect(held.cause).toMatch(
      /ecs:UpdateService on resource: \S+:service\/\S+\/zookeeper because no session policy allows the ecs:UpdateService action/,
    );
    expect(bot.writes()).toEqual([]);
    expect(bot.aws.calls().filter(({ op }) => op === 'UpdateService')).toMatchObject([
      { applied: false, error: 'AccessDeniedException', params: { service: 'zookeeper' } },
    ]);
  });
});

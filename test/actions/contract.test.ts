import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogue } from '#actions/list.ts';
import { settingsOf } from '#actions/settings/settings.ts';
import { canonical, type JsonObject } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';
import { pausedWorld } from './paused-world.ts';
import { actionOf, canary, environment, mark, type Stage, sealed, setStage, token } from './practice.ts';
import { deployedWorld, deployShop, imageOf, shopWorld, stuckWorld } from './shop.ts';
import { automation, nightly, script, systemsWorld } from './systems-world.ts';
import { begin, plan, sendAll, untilReady, verifyAll } from './walk.ts';
import { cluster, deployApi, parameter, world } from './world.ts';

interface Row {
  readonly action: string;
  readonly with: JsonObject;
  /** What is sent, in this order. */
  readonly sends: readonly string[];
  /** Something that somebody else does, which the approval does not cover. */
  readonly moved: readonly [operation: string, params: JsonObject];
  /** Where it is not the usual one. */
  readonly world?: World;
  /** Where nobody can tell that a request was never sent. */
  readonly unsent?: 'unknown';
  /** Where what somebody else does after it was sent no longer touches it. */
  readonly thereafter?: 'ok';
  /** What the undo puts back, of an action that has one. */
  readonly state?: (stage: Stage) => Promise<unknown>;
}

const registry = 'arn:aws:servicediscovery:us-east-1:111122223333:service/srv-1';

async function needed<T>(asked: Promise<T | undefined>): Promise<T> {
  const found = await asked;
  if (found === undefined) throw new Error('It is gone.');
  return found;
}

const parkState =
  (name: string) =>
  async ({ read }: Stage) => {
    const service = await read.ecs.service(cluster, name);
    const tags = await read.ecs.tags(service?.arn ?? '');
    return { desired: service?.desired, tags, target: await read.scaling.target(cluster, name) };
  };

/** Id of the version of a secret that has a stage. */
const stageOf =
  (name: string, stage: string) =>
  async ({ read }: Stage): Promise<unknown> =>
    (await read.secrets.secret(name))?.versions.find(({ stages }) => stages.includes(stage))?.id;

const taskDefinitionOf =
  (service: string) =>
  async ({ read }: Stage): Promise<unknown> =>
    (await read.ecs.service(cluster, service))?.taskDefinition;

const apiArn = `arn:aws:ecs:${environment.region}:${environment.account}:service/${cluster}/api`;
const readTags = { operation: 'ListTagsForResource', parameters: { resourceArn: apiArn } };
const tagApi = {
  service: 'ecs',
  operation: 'TagResource',
  parameters: { resourceArn: apiArn, tags: [{ key: 'owner', value: 'payments' }] },
  risk: 'changes',
  target: apiArn,
  guard: { ...readTags, fields: ['tags'] },
  verify: { ...readTags, field: 'tags.0.value', equals: 'payments' },
};

const rows: readonly Row[] = [
  {
    action: 'ecs.deploy',
    with: { cluster, service: 'shop', image: imageOf('2') },
    sends: ['ecs:RegisterTaskDefinition', 'ecs:UpdateService'],
    moved: ['UpdateService', deployShop(1)],
    world: shopWorld(),
    state: taskDefinitionOf('shop'),
  },
  {
    action: 'ecs.deploy',
    with: { cluster, service: 'shop', task_definition: 'shop:1' },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', { ...deployShop(2), forceNewDeployment: true }],
    world: shopWorld(),
    state: taskDefinitionOf('shop'),
  },
  {
    action: 'ecs.rollback',
    with: { cluster, service: 'shop' },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', { ...deployShop(2), forceNewDeployment: true }],
    world: deployedWorld(),
    state: taskDefinitionOf('shop'),
  },
  {
    action: 'ecs.rollback',
    with: { cluster, service: 'kiosk' },
    sends: ['ecs:StopServiceDeployment'],
    moved: ['UpdateService', { cluster, service: 'kiosk', taskDefinition: 'shop:1' }],
    world: stuckWorld(),
  },
  {
    action: 'ecs.restart-service',
    with: { cluster, service: 'api' },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', deployApi(3)],
  },
  {
    action: 'ecs.restart-service',
    with: { cluster, service: 'api', mode: 'stop-task' },
    sends: ['ecs:StopTask', 'ecs:StopTask'],
    moved: ['UpdateService', deployApi(3)],
  },
  {
    action: 'ecs.stop-tasks',
    with: { cluster, service: 'api', select: ['older'], older_than: '5m' },
    sends: ['ecs:StopTask', 'ecs:StopTask'],
    moved: ['UpdateService', deployApi(3)],
  },
  {
    action: 'ecs.scale-service',
    with: { cluster, service: 'api', desired: 3 },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', deployApi(3)],
    state: async ({ read }) => (await read.ecs.service(cluster, 'api'))?.desired,
  },
  {
    action: 'ecs.scale-service',
    with: { cluster, service: 'api', desired: 0 },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', { cluster, service: 'api', desiredCount: 1 }],
    state: async ({ read }) => (await read.ecs.service(cluster, 'api'))?.desired,
  },
  {
    action: 'ecs.run-task',
    with: { cluster, service: 'api', command: ['npm', 'run', 'migrate'] },
    sends: ['ecs:RunTask'],
    moved: ['UpdateService', deployApi(3)],
    thereafter: 'ok',
  },
  {
    action: 'ecs.run-task',
    with: { cluster, service: 'shop', image: imageOf('1'), command: ['npm', 'run', 'migrate'] },
    sends: ['ecs:RegisterTaskDefinition', 'ecs:RunTask'],
    moved: ['UpdateService', deployShop(1)],
    thereafter: 'ok',
    world: shopWorld(),
  },
  ...(['continue', 'roll-back'] as const).map((what) => ({
    action: 'ecs.continue-deployment',
    with: { cluster, service: 'api', do: what },
    world: pausedWorld(),
    sends: ['ecs:ContinueServiceDeployment'],
    moved: ['UpdateService', { cluster, service: 'api', forceNewDeployment: true }] as const,
  })),
  {
    action: 'ecs.update-service',
    with: {
      cluster,
      service: 'api',
      circuit_breaker: { enable: true, rollback: true, threshold: { type: 'COUNT', value: 2 } },
      maximum_percent: 150,
      grace_period: 20,
    },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', { cluster, service: 'api', deploymentConfiguration: { maximumPercent: 300 } }],
    state: async ({ read }) => settingsOf(await needed(read.ecs.service(cluster, 'api'))),
  },
  {
    action: 'ecs.update-service',
    with: { cluster, service: 'api', registries: [registry] },
    sends: ['ecs:UpdateService'],
    moved: ['UpdateService', deployApi(3)],
    state: async ({ read }) => settingsOf(await needed(read.ecs.service(cluster, 'api'))),
  },
  {
    action: 'ecs.park',
    with: { cluster, services: ['api', 'picky'] },
    sends: [
      'ecs:TagResource',
      'ecs:UpdateService',
      'ecs:TagResource',
      'application-autoscaling:RegisterScalableTarget',
      'ecs:UpdateService',
    ],
    moved: ['UpdateService', { cluster, service: 'picky', desiredCount: 2 }],
    state: parkState('picky'),
  },
  {
    action: 'ecs.unpark',
    with: { cluster, services: ['parked'] },
    sends: ['ecs:UpdateService', 'application-autoscaling:RegisterScalableTarget', 'ecs:UntagResource'],
    moved: ['UpdateService', { cluster, service: 'parked', desiredCount: 2 }],
    state: parkState('parked'),
  },
  {
    action: 'ssm.rotate-parameter',
    with: { name: parameter, generate: sealed, cluster },
    sends: ['ssm:PutParameter', 'ssm:LabelParameterVersion', 'ssm:LabelParameterVersion'],
    moved: ['PutParameter', { Name: parameter, Value: 'by hand', Overwrite: true, KeyId: 'alias/app' }],
    state: ({ aws }) => aws.values(environment).parameter(`${parameter}:current`),
  },
  {
    action: 'ssm.run-command',
    with: { cluster, script: ['restart-agent --now'], document: script },
    sends: ['ssm:SendCommand'],
    moved: ['UpdateDocumentDefaultVersion', { Name: script, DocumentVersion: '2' }],
    world: systemsWorld(),
    unsent: 'unknown',
    thereafter: 'ok',
  },
  {
    action: 'ssm.start-automation',
    with: { document: nightly, parameters: { Pause: '5' } },
    sends: ['ssm:StartAutomationExecution'],
    moved: ['UpdateDocumentDefaultVersion', { Name: nightly, DocumentVersion: '2' }],
    world: systemsWorld(),
    thereafter: 'ok',
  },
  {
    action: 'ssm.start-automation',
    with: { document: automation, parameters: { Service: 'busy' }, approve: true },
    sends: ['ssm:StartAutomationExecution', 'ssm:SendAutomationSignal'],
    moved: ['UpdateDocumentDefaultVersion', { Name: automation, DocumentVersion: '2' }],
    world: systemsWorld(),
    thereafter: 'ok',
  },
  {
    action: 'aws.call',
    with: tagApi,
    sends: ['ecs:TagResource'],
    moved: ['TagResource', { resourceArn: apiArn, tags: [{ key: 'owner', value: 'somebody' }] }],
  },
  {
    action: 'secrets.put',
    with: { secret: 'app/session', generate: sealed, cluster },
    sends: ['secretsmanager:PutSecretValue'],
    moved: ['PutSecretValue', { SecretId: 'app/session', SecretString: 'by hand', VersionStages: ['RB_PENDING'] }],
    state: stageOf('app/session', 'RB_PENDING'),
  },
  {
    action: 'secrets.put',
    with: { secret: 'app/session', value: sealed, stage: 'current' },
    sends: ['secretsmanager:PutSecretValue'],
    moved: ['PutSecretValue', { SecretId: 'app/session', SecretString: 'by hand' }],
    state: ({ aws }) => aws.values(environment).secret('app/session'),
  },
  {
    action: 'secrets.promote',
    with: { secret: 'app/pending', cluster },
    sends: ['secretsmanager:UpdateSecretVersionStage', 'secretsmanager:UpdateSecretVersionStage'],
    moved: ['PutSecretValue', { SecretId: 'app/pending', SecretString: 'by hand' }],
    state: stageOf('app/pending', 'AWSCURRENT'),
  },
  {
    action: 'secrets.rotate',
    with: { secret: 'app/database' },
    sends: ['secretsmanager:RotateSecret'],
    moved: ['CancelRotateSecret', { SecretId: 'app/database' }],
  },
];

/** What is approved. */
const content = ({ requests, guarded }: { requests: unknown; guarded: unknown }) => canonical({ requests, guarded });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

/** Another world than the usual one. */
async function useOwn(own: World | undefined): Promise<void> {
  if (!own) return;
  await stage.close();
  stage = await setStage(own);
}

it('asks every action', () => {
  const actions = [...catalogue.values()].filter(({ kind }) => kind === 'action').map(({ meta }) => meta.id);
  expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(actions));
});

const undoable = rows.flatMap(({ state, ...row }) => (state ? [{ ...row, state }] : []));

it('sees every action that undoes by itself put back what it did', () => {
  const auto = [...catalogue.values()].filter((each) => each.kind === 'action' && each.meta.undo === 'auto');
  expect(new Set(undoable.map(({ action }) => action))).toEqual(new Set(auto.map(({ meta }) => meta.id)));
});

it.each(undoable)(
  '$action $with is undone as any action is done',
  async ({ action: id, with: input, state, world: own }) => {
    await useOwn(own);
    const action = actionOf(id);
    const before = await state(stage);
    const done = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    await verifyAll(stage, action, done);
    expect(await state(stage)).not.toEqual(before);
    const undo = action.undo(done.plan, done.receipts);
    if ('none' in undo) throw new Error(undo.none);
    const back = actionOf(undo.action);
    const undone = await sendAll(stage, back, begin(stage, await plan(stage, back, await stage.resolve(undo.input))));
    expect((await verifyAll(stage, back, undone)).at(-1)).toMatchObject({ state: 'ok' });
    expect(await state(stage)).toEqual(before);
    expect(JSON.stringify(undo)).not.toContain(canary);
  },
);

describe.each(rows)('$action $with', ({ action: id, with: input, sends, moved, world: own, ...told }) => {
  const action = actionOf(id);
  const { unsent = 'not-applied', thereafter = 'superseded' } = told;
  beforeEach(() => useOwn(own));
  const journal = () => ({
    begunAt: stage.now(),
    token,
    mark,
    sessionName: stage.sessionName,
    accessKeyId: 'ASIA',
  });

  it('refuses an input it does not know, by its name', async () => {
    await expect(action.plan({ ...input, servce: 1 }, stage.read, stage.ctx())).rejects.toMatchObject({
      kind: 'user',
      code: 'bad-input',
      message: expect.stringContaining('"servce"'),
    });
  });

  it('changes nothing while it plans', async () => {
    await plan(stage, action, input);
    expect(stage.practice.calls().length).toBeGreaterThan(0);
    expect(stage.practice.calls().filter(({ write }) => write)).toEqual([]);
  });

  it('plans the same for the same state, whenever it is asked', async () => {
    const first = await plan(stage, action, input);
    stage.pass(20);
    expect(content(await plan(stage, action, input))).toBe(content(first));
  });

  it('hands out a plan that says everything in JSON', async () => {
    const planned = await action.plan(input, stage.read, stage.ctx());
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
    expect(planned.changes.length).toBeGreaterThan(0);
    expect(planned.targets).toEqual([...planned.targets].sort());
    expect(planned.targets.every((target) => target.startsWith('arn:aws:'))).toBe(true);
    expect(planned.requests.map(({ service, operation }) => `${service}:${operation}`)).toEqual(sends);
  });

  it('shows in what it guards that somebody else changed it', async () => {
    const before = await plan(stage, action, input);
    await stage.practice.perform(...moved);
    const after = await action.plan(input, stage.read, stage.ctx());
    expect(after.refuse ?? canonical(after.guarded)).not.toBe(canonical(before.guarded));
  });

  it('cannot read a plan of another shape, and says that the program changed', async () => {
    await expect(action.verify({}, stage.read, stage.ctx())).rejects.toMatchObject({ code: 'plan-unreadable' });
  });

  it('is verified after its requests, and not before', async () => {
    const walk = begin(stage, await plan(stage, action, input));
    const before = await action.verify(walk.plan, stage.read, stage.ctx(walk));
    expect(before.state).toBe('pending');
    const done = await sendAll(stage, action, walk);
    const verdicts = await verifyAll(stage, action, done);
    expect(verdicts.at(-1)).toMatchObject({ state: 'ok', at: expect.any(Number) });
    expect(stage.writes()).toEqual(sends);
  });

  it('still holds when it is looked at again after settling, since the same moment', async () => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    const ok = (await verifyAll(stage, action, walk)).at(-1);
    stage.pass(30);
    const again = await action.verify(walk.plan, stage.read, stage.ctx({ ...walk, memo: ok?.memo ?? null }));
    expect(again).toMatchObject({ state: 'ok', at: ok?.at });
  });

  it('knows its outputs at the time it promised', async () => {
    const named = (known: string) =>
      Object.entries(action.outputs).flatMap(([name, output]) => (output.known === known ? [name] : []));
    const walk = begin(stage, await plan(stage, action, input));
    expect(Object.keys(action.results(walk.plan, [], undefined))).toEqual(expect.arrayContaining(named('plan')));
    const done = await sendAll(stage, action, walk);
    expect(Object.keys(action.results(done.plan, done.receipts, undefined))).toEqual(
      expect.arrayContaining(named('apply')),
    );
    const memo = (await verifyAll(stage, action, done)).at(-1)?.memo;
    const results = action.results(done.plan, done.receipts, memo);
    expect(Object.keys(results).sort()).toEqual(Object.keys(action.outputs).sort());
  });

  it.each(sends.map((call, n) => ({ call, n })))(
    'finds out that $call ($n) was done, although its answer was lost',
    async ({ call, n }) => {
      const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)), n);
      await untilReady(stage, action, walk);
      stage.practice.addFault({ op: call.slice(call.indexOf(':') + 1), kind: 'drop-after', times: 1 });
      const begun = journal();
      expect(await stage.send(walk.requests, n, walk.receipts)).toMatchObject({ outcome: 'unknown' });
      const found = await action.reconcile(walk.plan, n, stage.read, begun);
      expect(found).toMatchObject({ outcome: 'applied', receipt: expect.any(Object) });
      expect(stage.writes()).toEqual(sends.slice(0, n + 1));
    },
  );

  it.each(sends.map((call, n) => ({ call, n })))('finds out that $call ($n) was not done', async ({ call, n }) => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)), n);
    await untilReady(stage, action, walk);
    stage.practice.addFault({ op: call.slice(call.indexOf(':') + 1), kind: 'drop-before', times: 1 });
    const begun = journal();
    expect(await stage.send(walk.requests, n, walk.receipts)).toMatchObject({ outcome: 'unknown' });
    expect((await action.reconcile(walk.plan, n, stage.read, begun)).outcome).toBe(unsent);
    expect(stage.writes()).toEqual(sends.slice(0, n));
  });

  it('does not fight somebody else who changed it meanwhile', async () => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    await action.verify(walk.plan, stage.read, stage.ctx(walk));
    await stage.practice.perform(...moved);
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: thereafter });
  });

  it('says on the card how it is undone, or why it cannot be', async () => {
    const planned = await plan(stage, action, input);
    const undo = action.undo(planned.plan, []);
    expect('none' in undo ? 'not' : 'auto').toBe(action.meta.undo === 'auto' ? 'auto' : 'not');
    expect('none' in undo ? undo.none : planned.undo).toBe(planned.undo);
    expect(planned.undo).not.toBe('');
  });

  it('asks for the permissions of what it sends, and for no others', async () => {
    const planned = await plan(stage, action, input);
    const statements = action.iam(planned.plan);
    const calls = statements
      .flatMap(({ Action }) => Action)
      .filter((call) => sends.includes(call) || !/^(?:kms:|lambda:|iam:PassRole$|ecs:TagResource$)/.test(call));
    expect(new Set(calls)).toEqual(new Set(sends));
    expect(statements.flatMap(({ Resource }) => Resource)).not.toContain('*');
  });

  it('keeps secrets out of everything but the request', async () => {
    const planned = await plan(stage, action, input);
    const walk = await sendAll(stage, action, begin(stage, planned));
    const verdicts = await verifyAll(stage, action, walk);
    expect(JSON.stringify([planned, walk, verdicts])).not.toContain(canary);
  });
});

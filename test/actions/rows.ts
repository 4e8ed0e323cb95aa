import { settingsOf } from '#actions/settings/settings.ts';
import type { JsonObject } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';
import { pausedWorld } from './paused-world.ts';
import { environment, type Stage, sealed } from './practice.ts';
import { deployedWorld, deployShop, imageOf, shopWorld, stuckWorld } from './shop.ts';
import { automation, nightly, script, systemsWorld } from './systems-world.ts';
import { cluster, deployApi, parameter } from './world.ts';

/** How an action is tried. */
export interface Row {
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

/** At least one for each action. */
export const rows: readonly Row[] = [
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

import { randomUUID } from 'node:crypto';
import type { JsonObject } from '#domain/json.ts';
import type { HostSeed, ParameterSeed, ServiceSeed, World } from '#practice/worlds/world.ts';
import { type Account, arnOf, type Parameter } from './account.ts';
import { loadAlarms } from './alarms/load.ts';
import { loadScalableTargets } from './application-autoscaling/load.ts';
import { loadNamespaces, registryArn } from './discovery/load.ts';
import { loadRepositories } from './ecr/load.ts';
import { define } from './ecs/define.ts';
import type { TaskDefinition } from './ecs/definition.ts';
import { settledDeployment } from './ecs/deployments.ts';
import type { Host, Network, Service } from './ecs/model.ts';
import { loadBalancing, serviceTarget } from './elb/load.ts';
import { loadRoles } from './iam/load.ts';
import type { LogGroup } from './logs.ts';
import { deploymentConfiguration } from './operations/ecs/deployment-configuration.ts';
import { findDefinition } from './operations/ecs/find.ts';
import { seeded } from './random.ts';
import { unsupported } from './refusal.ts';
import { loadSecrets } from './secretsmanager/load.ts';
import { systemsOf } from './ssm/load.ts';
import { field, lab } from './timings.ts';

/** Where a world is loaded into. */
export interface Place {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** ARNs of the roles that may be assumed. */
  readonly roles: readonly string[];
  /** How long things take: `lab`, the default, is fast enough to watch; `field` is what operators report. */
  readonly timings?: 'lab' | 'field';
  /** Whether ECS's circuit breaker counts tasks that exit after they ran: AWS does not say, and operators report both. It does not if nothing is said. */
  readonly exitsCount?: boolean;
  /** Ids follow from it; they are others every time if nothing is said. */
  readonly seed?: string;
}

/** Before the services were started: what a world says was done long ago. */
const longAgo = 9 * 24 * 3_600_000;

/** The world with `{account}` and `{region}` filled in. */
export const placed = (world: World, { account, region }: Place): World =>
  JSON.parse(JSON.stringify(world).replaceAll('{account}', account).replaceAll('{region}', region));

/** The account as it is when its services are started, at `now`: none of their tasks runs yet. */
export function loadWorld(
  here: World,
  { account: id, region, roles, timings, exitsCount = false, seed = randomUUID() }: Place,
  now: number,
): Account {
  const where = { id, region };
  const random = seeded(seed);
  const account: Account = {
    ...where,
    random,
    title: here.title,
    roles,
    now: now - longAgo,
    timings: timings === 'field' ? field : lab,
    exitsCount,
    images: here.images,
    repositories: loadRepositories(here, where, now),
    cluster: {
      name: here.cluster,
      arn: arnOf(where, 'ecs', `cluster/${here.cluster}`),
      hosts: here.hosts.map((seed) => host(here.cluster, seed, { ...where, random })),
      services: new Map(),
      tasks: [],
      definitions: new Map(),
      runs: new Map(),
      hindrances: new Map(),
    },
    parameters: new Map(here.parameters.map((seed) => [seed.name, parameter(seed, now - longAgo)])),
    secrets: loadSecrets(here, { ...where, random }, now - longAgo),
    iamRoles: loadRoles(here, where),
    logGroups: new Map(here.logGroups.map((name) => [name, newGroup(name, now - longAgo)])),
    scalableTargets: loadScalableTargets(here, { ...where, random }, now),
    balancing: loadBalancing(here, where),
    namespaces: loadNamespaces(here, where),
    alarms: loadAlarms(here, where, now),
    stateMachines: here.stateMachines ?? [],
    systems: systemsOf(here, id),
    web: here.web ?? [],
    calls: [],
    sessions: new Map(),
  };
  for (const seed of here.taskDefinitions)
    define(account, seed.definition, { by: seed.registeredBy, revision: seed.revision });
  const inOrder = [...here.services].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const seed of inOrder) account.cluster.services.set(seed.name, service(account, seed));
  account.now = now;
  return account;
}

function host(cluster: string, seed: HostSeed, where: Pick<Account, 'id' | 'region' | 'random'>): Host {
  const id = where.random.hex(32);
  return { ...seed, id, arn: arnOf(where, 'ecs', `container-instance/${cluster}/${id}`) };
}

const newGroup = (name: string, createdAt: number): LogGroup => ({ name, createdAt, streams: new Map(), events: [] });

/** Deployed long ago and completed: the scheduler will start its tasks, as after all hosts were replaced. */
function service(account: Account, seed: ServiceSeed): Service {
  const definition = findDefinition(account, seed.taskDefinition);
  if (!definition) throw unsupported(`a service of the unknown task definition ${seed.taskDefinition}`);
  const empty: Service = {
    name: seed.name,
    arn: arnOf(account, 'ecs', `service/${account.cluster.name}/${seed.name}`),
    createdAt: account.now,
    launchType: seed.launchType,
    placementConstraints: seed.placementConstraints ?? [],
    network: networkOf(seed, definition),
    loadBalancers: (seed.loadBalancers ?? []).map((one) => serviceTarget(account, one)),
    registries: (seed.registries ?? []).map((name) => ({ registryArn: registryArn(account, name) })),
    platformVersion: 'LATEST',
    options: {
      enableExecuteCommand: false,
      propagateTags: 'NONE',
      availabilityZoneRebalancing: 'DISABLED',
      capacityProviderStrategy: [],
    },
    desired: seed.desiredCount,
    grace: 0,
    configuration: deploymentConfiguration(seed.deploymentConfiguration as JsonObject | undefined),
    deployments: [],
    completed: undefined,
    records: [],
    events: [],
    isSteady: false,
    stalledAt: undefined,
    replaceAt: 0,
    healthFailures: 0,
    tags: Object.entries(seed.tags ?? {}).map(([key, value]) => ({ key, value })),
  };
  settledDeployment(account, empty, definition);
  return empty;
}

/** A service whose tasks have network interfaces has a network; a world that does not care leaves it out. */
function networkOf({ network }: ServiceSeed, { networkMode }: TaskDefinition): Network | undefined {
  if (networkMode !== 'awsvpc') return undefined;
  const { subnets = ['subnet-0practice'], securityGroups = ['sg-0practice'], assignPublicIp = false } = network ?? {};
  return { subnets, securityGroups, assignPublicIp };
}

const parameter = (seed: ParameterSeed, since: number): Parameter => ({
  name: seed.name,
  type: seed.type,
  dataType: 'text',
  tier: 'Standard',
  description: undefined,
  allowedPattern: undefined,
  versions: seed.versions.map(({ value, labels, by }, index) => ({
    version: index + 1,
    value,
    keyId: seed.type === 'SecureString' ? (seed.keyId ?? 'alias/aws/ssm') : undefined,
    labels: new Set(labels),
    modifiedAt: since,
    modifiedBy: by,
  })),
});

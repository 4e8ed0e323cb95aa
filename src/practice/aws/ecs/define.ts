import type { Json, JsonObject } from '#domain/json.ts';
import { type Account, arnOf } from '../account.ts';
import { flag, needed, number, object, objects, refuseUnknown, text, texts } from '../params.ts';
import { refusal } from '../refusal.ts';
import type { ContainerDefinition, Dependency, HealthCheck, TaskDefinition } from './definition.ts';

/** Members of RegisterTaskDefinition; those that change nothing here are kept and shown. */
export const definitionMembers = [
  'family',
  'containerDefinitions',
  'networkMode',
  'taskRoleArn',
  'executionRoleArn',
  'requiresCompatibilities',
  'cpu',
  'memory',
  'runtimePlatform',
  'volumes',
  'placementConstraints',
  'pidMode',
  'ipcMode',
  'proxyConfiguration',
  'ephemeralStorage',
  'enableFaultInjection',
  'tags',
];

const containerMembers = [
  'name',
  'image',
  'essential',
  'cpu',
  'memory',
  'memoryReservation',
  'portMappings',
  'dependsOn',
  'healthCheck',
  'secrets',
  'environment',
  'command',
  'entryPoint',
  'workingDirectory',
  'mountPoints',
  'volumesFrom',
  'systemControls',
  'ulimits',
  'dockerLabels',
  'logConfiguration',
  'startTimeout',
  'stopTimeout',
  'restartPolicy',
  'linuxParameters',
  'environmentFiles',
  'repositoryCredentials',
  'readonlyRootFilesystem',
  'privileged',
  'user',
  'hostname',
  'interactive',
  'pseudoTerminal',
  'disableNetworking',
  'dnsServers',
  'dnsSearchDomains',
  'dockerSecurityOptions',
  'extraHosts',
  'links',
  'resourceRequirements',
  'firelensConfiguration',
  'credentialSpecs',
  'versionConsistency',
];

/** Who registered it, and when; a seed of a world also says as which revision. */
export interface Registration {
  readonly by: string;
  readonly revision?: number;
}

/** Registers the next revision of a family: a number is never given twice. */
export function define(account: Account, request: JsonObject, { by, revision }: Registration): TaskDefinition {
  const family = needed(text, request, 'family');
  const earlier = account.cluster.definitions.get(family) ?? [];
  const number = revision ?? (earlier.at(-1)?.revision ?? 0) + 1;
  const { tags: _, ...registered } = request;
  const containerDefinitions = needed(objects, request, 'containerDefinitions').map(withDefaults);
  const definition: TaskDefinition = {
    arn: arnOf(account, 'ecs', `task-definition/${family}:${number}`),
    family,
    revision: number,
    networkMode: text(request, 'networkMode') ?? 'bridge',
    architecture: text(object(request, 'runtimePlatform') ?? {}, 'cpuArchitecture') ?? 'X86_64',
    containers: checked(containerDefinitions.map(container)),
    registered: { volumes: [], placementConstraints: [], ...registered, containerDefinitions },
    registeredAt: account.now,
    registeredBy: by,
    tags: [...(objects(request, 'tags') ?? [])],
  };
  account.cluster.definitions.set(family, [...earlier, definition]);
  return definition;
}

const withDefaults = (given: JsonObject): JsonObject => {
  refuseUnknown(given, containerMembers, 'containerDefinitions');
  const check = object(given, 'healthCheck');
  return {
    cpu: 0,
    essential: true,
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    portMappings: [],
    ...given,
    ...(check && { healthCheck: { interval: 30, timeout: 5, retries: 3, ...check } }),
  };
};

function container(given: JsonObject): ContainerDefinition {
  const check = object(given, 'healthCheck');
  return {
    name: needed(text, given, 'name'),
    image: needed(text, given, 'image'),
    essential: flag(given, 'essential') ?? true,
    memory: number(given, 'memory') ?? number(given, 'memoryReservation') ?? 0,
    portMappings: (objects(given, 'portMappings') ?? []).map(port),
    dependsOn: (objects(given, 'dependsOn') ?? []).map(dependency),
    ...(check && { healthCheck: healthCheck(check) }),
    ...maybe('command', texts(given, 'command')),
    environment: (objects(given, 'environment') ?? []).map((one) => ({
      name: needed(text, one, 'name'),
      value: text(one, 'value') ?? '',
    })),
    secrets: (objects(given, 'secrets') ?? []).map((one) => ({
      name: needed(text, one, 'name'),
      valueFrom: needed(text, one, 'valueFrom'),
    })),
    logConfiguration: { options: logOptions(given) },
    ...maybe('startTimeout', number(given, 'startTimeout')),
    ...maybe('stopTimeout', number(given, 'stopTimeout')),
  };
}

const port = (given: JsonObject) => ({
  containerPort: needed(number, given, 'containerPort'),
  ...maybe('hostPort', number(given, 'hostPort')),
});

function dependency(given: JsonObject): Dependency {
  const condition = needed(text, given, 'condition');
  if (!isCondition(condition)) throw refusal('ClientException', `Unknown condition ${condition}.`);
  return { containerName: needed(text, given, 'containerName'), condition };
}

const isCondition = (word: string): word is Dependency['condition'] =>
  ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'].includes(word);

const healthCheck = (given: JsonObject): HealthCheck => ({
  command: needed(texts, given, 'command'),
  interval: within(given, 'interval', [5, 300], 30),
  timeout: within(given, 'timeout', [2, 60], 5),
  retries: within(given, 'retries', [1, 10], 3),
  startPeriod: within(given, 'startPeriod', [0, 300], 0),
});

/** The ranges are those of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
function within(given: JsonObject, key: string, [least, most]: readonly [number, number], otherwise: number): number {
  const value = number(given, key) ?? otherwise;
  if (value >= least && value <= most) return value;
  throw refusal('ClientException', `Health check ${key} must be between ${least} and ${most}.`);
}

const logOptions = (given: JsonObject): Record<string, string> => {
  const options = object(object(given, 'logConfiguration') ?? {}, 'options') ?? {};
  return Object.fromEntries(Object.keys(options).map((key) => [key, needed(text, options, key)]));
};

const maybe = <K extends string, V extends Json>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);

function checked(containers: readonly ContainerDefinition[]): readonly ContainerDefinition[] {
  if (!containers.some(({ essential }) => essential))
    throw refusal('ClientException', 'At least one container must be essential.');
  for (const { name, dependsOn = [] } of containers)
    for (const dependency of dependsOn) checkDependency(containers, name, dependency);
  return containers;
}

function checkDependency(containers: readonly ContainerDefinition[], name: string, dependency: Dependency): void {
  const { containerName, condition } = dependency;
  const other = containers.find((one) => one.name === containerName);
  if (!other || containerName === name)
    throw refusal('ClientException', `Container ${name} depends on the unknown container ${containerName}.`);
  if (condition === 'HEALTHY' && !other.healthCheck)
    throw refusal('ClientException', `${containerName} needs a health check, because ${name} waits for HEALTHY.`);
}

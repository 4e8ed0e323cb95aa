import type * as Sdk from '@aws-sdk/client-ecs';
import type { Deployment, EcsServiceState, Task, TaskDefinition } from '#actions/ports.ts';
import type { JsonObject } from '#domain/json.ts';

const text = (value: string | undefined): string => value ?? '';
const count = (value: number | undefined): number => value ?? 0;
const time = (date: Date | undefined): number => date?.getTime() ?? 0;
/** `{ [name]: value }`, or nothing where AWS left it out. */
const maybe = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<K, V>>);

const deployment = (from: Sdk.Deployment): Deployment => ({
  id: text(from.id),
  status: text(from.status),
  taskDefinition: text(from.taskDefinition),
  desired: count(from.desiredCount),
  running: count(from.runningCount),
  pending: count(from.pendingCount),
  failed: count(from.failedTasks),
  createdAt: time(from.createdAt),
  rollout: text(from.rolloutState),
  rolloutReason: text(from.rolloutStateReason),
});

function breaker(from: Sdk.DeploymentCircuitBreaker | undefined): EcsServiceState['circuitBreaker'] {
  if (!from?.enable) return 'off';
  return from.rollback ? 'rolls back' : 'stops';
}

const constraint = (from: Sdk.PlacementConstraint | Sdk.TaskDefinitionPlacementConstraint): string =>
  [from.type, from.expression].filter(Boolean).join(' ');

/** Defaults are those of the API: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
function deploymentRules(from: Sdk.DeploymentConfiguration = {}) {
  return {
    strategy: from.strategy ?? 'ROLLING',
    minimumHealthyPercent: from.minimumHealthyPercent ?? 100,
    maximumPercent: from.maximumPercent ?? 200,
    circuitBreaker: breaker(from.deploymentCircuitBreaker),
    deploymentConfiguration: JSON.parse(JSON.stringify(from)) as JsonObject,
  };
}

const network = (from: Sdk.AwsVpcConfiguration | undefined): EcsServiceState['network'] =>
  from && {
    subnets: from.subnets ?? [],
    securityGroups: from.securityGroups ?? [],
    assignPublicIp: from.assignPublicIp === 'ENABLED',
  };

/** How its tasks are reached from outside. */
const wiring = (from: Sdk.Service) => ({
  ...maybe('network', network(from.networkConfiguration?.awsvpcConfiguration)),
  loadBalancers: (from.loadBalancers ?? []).map(({ targetGroupArn, containerName, containerPort }) => ({
    targetGroup: text(targetGroupArn),
    container: text(containerName),
    port: count(containerPort),
  })),
  registries: (from.serviceRegistries ?? []).map(({ registryArn }) => text(registryArn)),
  registriesByPort: (from.serviceRegistries ?? []).some(
    ({ port, containerName }) => port !== undefined || containerName !== undefined,
  ),
});

export function serviceState(from: Sdk.Service): EcsServiceState {
  return {
    arn: text(from.serviceArn),
    name: text(from.serviceName),
    cluster: text(from.clusterArn),
    status: text(from.status),
    controller: from.deploymentController?.type ?? 'ECS',
    scheduling: from.schedulingStrategy ?? 'REPLICA',
    desired: count(from.desiredCount),
    running: count(from.runningCount),
    pending: count(from.pendingCount),
    taskDefinition: text(from.taskDefinition),
    ...deploymentRules(from.deploymentConfiguration),
    launchType: text(from.launchType),
    grace: count(from.healthCheckGracePeriodSeconds),
    executeCommand: from.enableExecuteCommand ?? false,
    zoneRebalancing: from.availabilityZoneRebalancing ?? 'DISABLED',
    ...wiring(from),
    ...maybe('serviceDeployment', from.currentServiceDeployment),
    placementConstraints: (from.placementConstraints ?? []).map(constraint),
    deployments: (from.deployments ?? []).map(deployment),
    events: (from.events ?? []).map(({ createdAt, message }) => ({ at: time(createdAt), message: message ?? '' })),
  };
}

const container = (from: Sdk.Container): Task['containers'][number] => ({
  name: text(from.name),
  lastStatus: text(from.lastStatus),
  ...maybe('exitCode', from.exitCode),
  ...maybe('reason', from.reason),
  ...maybe('imageDigest', from.imageDigest),
});

/** A detail of the task's network interface. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attachment.html */
const attached = ({ attachments = [] }: Sdk.Task, name: string): string | undefined =>
  attachments
    .filter(({ type }) => type === 'ElasticNetworkInterface')
    .flatMap(({ details = [] }) => details)
    .find((detail) => detail.name === name)?.value;

export function task(from: Sdk.Task): Task {
  const arn = text(from.taskArn);
  return {
    arn,
    id: arn.slice(arn.lastIndexOf('/') + 1),
    group: text(from.group),
    startedBy: text(from.startedBy),
    taskDefinition: text(from.taskDefinitionArn),
    lastStatus: text(from.lastStatus),
    desiredStatus: text(from.desiredStatus),
    health: from.healthStatus ?? 'UNKNOWN',
    createdAt: time(from.createdAt),
    ...maybe('containerInstance', from.containerInstanceArn),
    ...maybe('ip', attached(from, 'privateIPv4Address')),
    ...maybe('networkInterface', attached(from, 'networkInterfaceId')),
    ...maybe('startedAt', from.startedAt?.getTime()),
    ...maybe('stoppingAt', from.stoppingAt?.getTime()),
    ...maybe('stoppedAt', from.stoppedAt?.getTime()),
    ...maybe('stopCode', from.stopCode),
    ...maybe('stoppedReason', from.stoppedReason),
    containers: (from.containers ?? []).map(container),
  };
}

/** In host mode a container's port is the instance's own; in bridge mode only a fixed one is. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
function hostPorts(mode: string, { portMappings = [] }: Sdk.ContainerDefinition): readonly number[] {
  if (mode === 'awsvpc' || mode === 'none') return [];
  const ports = portMappings.map(({ hostPort = 0, containerPort = 0 }) => (mode === 'host' ? containerPort : hostPort));
  return ports.filter((port) => port !== 0);
}

/** Defaults are those of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const healthCheck = (from: Sdk.HealthCheck | undefined) =>
  from && {
    command: from.command ?? [],
    interval: from.interval ?? 30,
    timeout: from.timeout ?? 5,
    retries: from.retries ?? 3,
    startPeriod: from.startPeriod ?? 0,
  };

function logs({ logDriver, options = {} }: Partial<Sdk.LogConfiguration> = {}) {
  const { 'awslogs-group': group, 'awslogs-stream-prefix': prefix } = options;
  return logDriver === 'awslogs' && group !== undefined && prefix !== undefined ? { group, prefix } : undefined;
}

export function taskDefinition(from: Sdk.TaskDefinition): TaskDefinition {
  const networkMode = from.networkMode ?? 'bridge';
  return {
    arn: text(from.taskDefinitionArn),
    family: text(from.family),
    networkMode,
    status: text(from.status),
    compatibilities: from.requiresCompatibilities ?? [],
    ...maybe('executionRole', from.executionRoleArn),
    ...maybe('taskRole', from.taskRoleArn),
    architecture: from.runtimePlatform?.cpuArchitecture ?? 'X86_64',
    placementConstraints: (from.placementConstraints ?? []).map(constraint),
    containers: (from.containerDefinitions ?? []).map((each) => ({
      name: text(each.name),
      image: text(each.image),
      essential: each.essential ?? true,
      hostPorts: hostPorts(networkMode, each),
      hasHealthCheck: each.healthCheck !== undefined,
      ...maybe('healthCheck', healthCheck(each.healthCheck)),
      environment: (each.environment ?? []).map(({ name = '' }) => name),
      ...maybe('logs', logs(each.logConfiguration)),
      secrets: (each.secrets ?? []).map(({ name = '', valueFrom = '' }) => ({ name, valueFrom })),
    })),
  };
}

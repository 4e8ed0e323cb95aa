import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../account.ts';
import { primaryOf } from './deployments.ts';
import type { Deployment, Network, Revision, Service, ServiceTask, Task } from './model.ts';
import { isStarting, liveTasks } from './tasks.ts';

/** Epoch seconds, as ECS and SSM send times. */
export const seconds = (ms: number): number => ms / 1_000;

/** A service as DescribeServices and UpdateService answer it. */
export function showService(account: Account, service: Service): JsonObject {
  const live = liveTasks(account, service);
  const primary = primaryOf(service);
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: account.cluster.arn,
    status: 'ACTIVE',
    desiredCount: service.desired,
    ...counts(live),
    launchType: service.launchType,
    ...(service.launchType === 'FARGATE' && { platformVersion: service.platformVersion, platformFamily: 'Linux' }),
    ...(service.network && { networkConfiguration: showNetwork(service.network) }),
    taskDefinition: primary.definition.arn,
    deploymentConfiguration: service.configuration,
    deployments: service.deployments.map((deployment) => showDeployment(service, deployment, live)),
    currentServiceDeployment: (service.records[0] ?? primary.record).arn,
    currentServiceRevisions: service.deployments.map(({ revision }) => showRevision(revision, live)),
    events: service.events,
    createdAt: seconds(service.createdAt),
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    placementConstraints: service.placementConstraints.map((expression) => ({ type: 'memberOf', expression })),
    placementStrategy: [],
    healthCheckGracePeriodSeconds: service.grace,
    enableECSManagedTags: false,
    ...service.options,
    serviceRegistries: service.registries,
    loadBalancers: service.loadBalancers,
  };
}

export const showNetwork = ({ subnets, securityGroups, assignPublicIp }: Network): JsonObject => ({
  awsvpcConfiguration: { subnets, securityGroups, assignPublicIp: assignPublicIp ? 'ENABLED' : 'DISABLED' },
});

function showDeployment(service: Service, deployment: Deployment, live: readonly ServiceTask[]): JsonObject {
  const own = live.filter((task) => task.deployment === deployment);
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.definition.arn,
    desiredCount:
      deployment.status === 'PRIMARY' ? service.desired : own.filter(({ desired }) => desired === 'RUNNING').length,
    ...counts(own),
    failedTasks: deployment.failed,
    createdAt: seconds(deployment.createdAt),
    updatedAt: seconds(deployment.updatedAt),
    launchType: service.launchType,
    rolloutState: deployment.rollout,
    rolloutStateReason: deployment.reason,
  };
}

export function showRevision({ arn, deploymentId }: Revision, live: readonly ServiceTask[]): JsonObject {
  const own = live.filter(({ deployment }) => deployment.id === deploymentId);
  const { runningCount, pendingCount } = counts(own);
  const requested = own.filter(({ desired }) => desired === 'RUNNING').length;
  return { arn, requestedTaskCount: requested, runningTaskCount: runningCount, pendingTaskCount: pendingCount };
}

/** ECS counts by `lastStatus`: a task that is being stopped no longer runs, one that starts is pending. */
export const counts = (tasks: readonly Task[]): { runningCount: number; pendingCount: number } => ({
  runningCount: tasks.filter(({ status }) => status === 'RUNNING').length,
  pendingCount: tasks.filter(isStarting).length,
});

import type { JsonObject } from '#domain/json.ts';
import { type Account, arnOf } from '../account.ts';
import type { Container, Task } from './model.ts';
import { showAttachments } from './network-interface.ts';
import { seconds } from './show-service.ts';
import { healthOf } from './tasks.ts';

/** A task as DescribeTasks and StopTask answer it. */
export function showTask(account: Account, task: Task): JsonObject {
  return {
    taskArn: task.arn,
    clusterArn: account.cluster.arn,
    taskDefinitionArn: task.definition.arn,
    ...(task.host && { containerInstanceArn: task.host.arn }),
    group: task.group,
    ...(task.startedBy !== undefined && { startedBy: task.startedBy }),
    launchType: task.launchType,
    ...(task.launchType === 'FARGATE' && { platformVersion: '1.4.0', platformFamily: 'Linux' }),
    lastStatus: task.status,
    desiredStatus: task.desired,
    healthStatus: healthOf(task),
    connectivity: 'CONNECTED',
    version: task.version,
    createdAt: seconds(task.createdAt),
    ...(task.startedAt !== undefined && { startedAt: seconds(task.startedAt) }),
    ...(task.stoppingAt !== undefined && { stoppingAt: seconds(task.stoppingAt) }),
    ...(task.stoppedAt !== undefined && {
      stoppedAt: seconds(task.stoppedAt),
      executionStoppedAt: seconds(task.stoppedAt),
    }),
    ...(task.stopCode && { stopCode: task.stopCode }),
    ...(task.stoppedReason !== undefined && { stoppedReason: task.stoppedReason }),
    attachments: showAttachments(task),
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [], ...task.overrides },
    containers: task.containers.map((container) => showContainer(account, task, container)),
  };
}

function showContainer(account: Account, task: Task, container: Container): JsonObject {
  const { definition, exitCode, reason } = container;
  return {
    containerArn: arnOf(account, 'ecs', `container/${account.cluster.name}/${task.id}/${container.id}`),
    taskArn: task.arn,
    name: definition.name,
    image: definition.image,
    ...(container.startedAt !== undefined && container.digest !== undefined && { imageDigest: container.digest }),
    lastStatus: container.status,
    healthStatus: container.status === 'RUNNING' ? container.health : 'UNKNOWN',
    ...(exitCode !== undefined && { exitCode }),
    ...(reason !== undefined && { reason }),
    networkBindings: bindings(container),
    networkInterfaces: task.interface
      ? [{ attachmentId: String(showAttachments(task)[0]?.['id']), privateIpv4Address: task.interface.privateIp }]
      : [],
  };
}

const bindings = ({ definition, status }: Container): JsonObject[] =>
  status === 'RUNNING'
    ? definition.portMappings.map(({ containerPort, hostPort = containerPort }) => ({
        bindIP: '0.0.0.0',
        containerPort,
        hostPort,
        protocol: 'tcp',
      }))
    : [];

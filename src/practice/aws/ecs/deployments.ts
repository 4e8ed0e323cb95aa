import { type Account, arnOf } from '../account.ts';
import type { Deployment, Service, ServiceDeployment, TaskDefinition } from './model.ts';

export function primaryOf({ name, deployments: [primary] }: Service): Deployment {
  if (!primary) throw new Error(`${name} has no deployment`);
  return primary;
}

/** Starts a deployment; the PRIMARY until now becomes ACTIVE, and what it had not finished is stopped. */
export function deploy(account: Account, service: Service, definition: TaskDefinition): void {
  const record = newRecord(account, service);
  const unfinished = service.records.find(({ status }) => status === 'PENDING' || status === 'IN_PROGRESS');
  if (unfinished) move(account, unfinished, 'STOP_REQUESTED');
  service.records = [record, ...service.records];
  succeed(account, service, newDeployment(account, definition, record));
}

/** One that completed in the past, as a service has it when nothing is going on. */
export function settledDeployment(account: Account, service: Service, definition: TaskDefinition): void {
  deploy(account, service, definition);
  finish(account, service);
}

/** The PRIMARY has reached what it was to reach. */
export function finish(account: Account, service: Service): void {
  const primary = primaryOf(service);
  primary.rollout = 'COMPLETED';
  primary.reason = `ECS deployment ${primary.id} completed.`;
  primary.updatedAt = account.now;
  service.completed = primary;
  move(account, primary.record, primary.isRollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL');
}

/** Goes back to the last deployment that completed, under the failed one's record. */
export function rollBack(account: Account, service: Service, failed: Deployment, target: Deployment): void {
  const deployment: Deployment = {
    ...newDeployment(account, target.definition, failed.record, {
      ...target.revision,
      deploymentId: deploymentId(account),
    }),
    isRollback: true,
    reason: `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`,
  };
  const reason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
  failed.record.rollback = { reason, startedAt: account.now, serviceRevisionArn: target.revision.arn };
  succeed(account, service, deployment);
}

/** What DescribeServiceDeployments shows next; the times follow from the status. */
export function move(
  account: Account,
  record: ServiceDeployment,
  status: ServiceDeployment['status'],
  reason?: string,
): void {
  record.status = status;
  record.updatedAt = account.now;
  if (reason !== undefined) record.statusReason = reason;
  if (status === 'IN_PROGRESS') record.startedAt = account.now;
  if (status === 'STOPPED') record.stoppedAt = account.now;
  if (finished.has(status)) record.finishedAt = account.now;
}

const finished = new Set<ServiceDeployment['status']>([
  'SUCCESSFUL',
  'STOPPED',
  'ROLLBACK_SUCCESSFUL',
  'ROLLBACK_FAILED',
]);

/** Records pass through PENDING and STOP_REQUESTED within a second. */
export function settleRecords(account: Account, { records }: Service): void {
  for (const record of records) {
    if (record.status === 'PENDING') move(account, record, 'IN_PROGRESS');
    if (record.status === 'STOP_REQUESTED') move(account, record, 'STOPPED', 'A newer deployment was started.');
  }
}

function succeed(account: Account, service: Service, deployment: Deployment): void {
  for (const older of service.deployments) {
    if (older.status === 'PRIMARY') older.updatedAt = account.now;
    older.status = 'ACTIVE';
  }
  service.deployments = [deployment, ...service.deployments];
  service.stalledAt = undefined;
  service.isSteady = false;
  service.replaceAt = 0;
  service.healthFailures = 0;
}

function newDeployment(
  account: Account,
  definition: TaskDefinition,
  record: ServiceDeployment,
  revision = record.target,
): Deployment {
  const id = revision.deploymentId;
  return {
    id,
    definition,
    revision,
    createdAt: account.now,
    record,
    isRollback: false,
    status: 'PRIMARY',
    rollout: 'IN_PROGRESS',
    reason: `ECS deployment ${id} in progress.`,
    updatedAt: account.now,
    failed: 0,
    neverRan: 0,
    launchAt: 0,
  };
}

const deploymentId = ({ random }: Account): string => `ecs-svc/${random.digits(19)}`;

function newRecord(account: Account, service: Service): ServiceDeployment {
  const path = `${account.cluster.name}/${service.name}`;
  return {
    arn: arnOf(account, 'ecs', `service-deployment/${path}/${account.random.letters(22)}`),
    createdAt: account.now,
    target: {
      arn: arnOf(account, 'ecs', `service-revision/${path}/${account.random.digits(19)}`),
      deploymentId: deploymentId(account),
    },
    sources: service.deployments.map(({ revision }) => revision),
    status: 'PENDING',
    updatedAt: account.now,
    failureCount: 0,
  };
}

import { type Account, arnOf } from '../account.ts';
import { resolveDigest } from '../ecr/pull.ts';
import type { TaskDefinition } from './definition.ts';
import type { Deployment, Revision, Service, ServiceDeployment } from './model.ts';
import { newShift } from './shift/new-shift.ts';

export function primaryOf({ name, deployments: [primary] }: Service): Deployment {
  if (!primary) throw new Error(`${name} has no deployment`);
  return primary;
}

/** What a newer deployment stops; also ECS going back. */
const goingOn = new Set<ServiceDeployment['status']>([
  'PENDING',
  'IN_PROGRESS',
  'ROLLBACK_REQUESTED',
  'ROLLBACK_IN_PROGRESS',
]);

/** Starts a deployment; the PRIMARY until now becomes ACTIVE, and what it had not finished is stopped. */
export function deploy(account: Account, service: Service, definition: TaskDefinition): void {
  const record = newRecord(account, service, definition);
  const unfinished = service.records.find(({ status }) => goingOn.has(status));
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
  const { shift } = primary.record;
  if (shift) shift.at = shift.stages.length - 1;
  move(account, primary.record, primary.isRollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL');
}

interface Rollback {
  readonly from: Deployment;
  readonly to: Deployment;
  /** `circuit breaker`, where it was not asked for. */
  readonly reasons: { readonly deployment: string; readonly record: string };
}

export const byBreaker: Rollback['reasons'] = {
  deployment: 'ECS deployment circuit breaker: rolling back to deploymentId',
  record: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
};

export const byAlarm: Rollback['reasons'] = {
  deployment: 'ECS deployment alarm: rolling back to deploymentId',
  record: 'Service deployment rolled back because an alarm was in ALARM.',
};

const byRequest: Rollback['reasons'] = {
  deployment: 'ECS deployment stopped by request: rolling back to deploymentId',
  record: 'Service deployment rolled back because it was requested.',
};

/** What is going on is ended, and what completed before is gone back to. */
export function giveUp(account: Account, service: Service, reasons: Rollback['reasons']): void {
  const from = primaryOf(service);
  const to = service.completed;
  if (!to) return;
  from.rollout = 'FAILED';
  from.reason = reasons.record;
  from.updatedAt = account.now;
  move(account, from.record, 'ROLLBACK_IN_PROGRESS', reasons.record);
  rollBack(account, service, { from, to, reasons });
}

/** Goes back to the last deployment that completed, under the failed one's record. */
export function rollBack(account: Account, service: Service, { from: failed, to: target, reasons }: Rollback): void {
  failed.record.rollback = { reason: reasons.record, startedAt: account.now, serviceRevisionArn: target.revision.arn };
  if (failed.record.shift) {
    returnTo(service, target);
    return;
  }
  const deployment: Deployment = {
    ...newDeployment(account, target.definition, failed.record, {
      ...target.revision,
      deploymentId: deploymentId(account),
    }),
    isRollback: true,
    reason: `${reasons.deployment} ${target.id}.`,
  };
  succeed(account, service, deployment);
}

/** Where traffic is shifted, the old tasks still run: they are the PRIMARY's again, and the new ones are stopped. */
function returnTo(service: Service, target: Deployment): void {
  for (const other of service.deployments) other.status = 'ACTIVE';
  target.status = 'PRIMARY';
  service.deployments = [target, ...service.deployments.filter((each) => each !== target)];
  service.isSteady = false;
}

/** Once only the old tasks are left, the deployment that was given up has been rolled back. */
export function settleReturned(account: Account, { records }: Service): void {
  for (const record of records)
    if (record.shift && record.status === 'ROLLBACK_IN_PROGRESS') move(account, record, 'ROLLBACK_SUCCESSFUL');
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

/** Records pass through PENDING and what was requested of them within a second. */
export function settleRecords(account: Account, service: Service): void {
  for (const record of service.records) {
    if (record.status === 'PENDING') move(account, record, 'IN_PROGRESS');
    if (record.status === 'STOP_REQUESTED') move(account, record, 'STOPPED', 'A newer deployment was started.');
    if (record.status === 'ROLLBACK_REQUESTED') giveUp(account, service, byRequest);
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

function newRevision(account: Account, service: Service, definition: TaskDefinition): Revision {
  const { launchType, network, loadBalancers, registries } = service;
  return {
    arn: arnOf(account, 'ecs', `service-revision/${account.cluster.name}/${service.name}/${account.random.digits(19)}`),
    deploymentId: deploymentId(account),
    createdAt: account.now,
    definition,
    images: definition.containers.map(({ name, image }) => ({
      container: name,
      image,
      digest: resolveDigest(account, image),
    })),
    settings: { launchType, network, loadBalancers, registries },
  };
}

function newRecord(account: Account, service: Service, definition: TaskDefinition): ServiceDeployment {
  const path = `${account.cluster.name}/${service.name}`;
  return {
    arn: arnOf(account, 'ecs', `service-deployment/${path}/${account.random.letters(22)}`),
    createdAt: account.now,
    target: newRevision(account, service, definition),
    sources: service.deployments.map(({ revision }) => revision),
    status: 'PENDING',
    updatedAt: account.now,
    failureCount: 0,
    shift: newShift(account, service),
  };
}

import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../account.ts';
import { threshold } from './breaker.ts';
import type { Service, ServiceDeployment } from './model.ts';
import { showShift, showWeights } from './shift/show.ts';
import { seconds, showRevision } from './show-service.ts';
import { liveTasks } from './tasks.ts';

/** One line of ListServiceDeployments. */
export const briefRecord = (account: Account, service: Service, record: ServiceDeployment): JsonObject => ({
  serviceDeploymentArn: record.arn,
  serviceArn: service.arn,
  clusterArn: account.cluster.arn,
  createdAt: seconds(record.createdAt),
  ...times(record),
  targetServiceRevisionArn: record.target.arn,
  status: record.status,
  ...(record.statusReason !== undefined && { statusReason: record.statusReason }),
});

/** One entry of DescribeServiceDeployments. */
export const showRecord = (account: Account, service: Service, record: ServiceDeployment): JsonObject => {
  const live = liveTasks(account, service);
  const { targetServiceRevisionArn: _, ...brief } = briefRecord(account, service, record);
  return {
    ...brief,
    updatedAt: seconds(record.updatedAt),
    sourceServiceRevisions: record.sources.map((source) => ({
      ...showRevision(source, live),
      ...showWeights(record, 'source'),
    })),
    targetServiceRevision: { ...showRevision(record.target, live), ...showWeights(record, 'target') },
    ...showShift(record),
    deploymentConfiguration: service.configuration,
    ...(record.rollback && { rollback: { ...record.rollback, startedAt: seconds(record.rollback.startedAt) } }),
    deploymentCircuitBreaker: {
      status: breakerStatus(service, record),
      failureCount: record.failureCount,
      threshold: threshold(service),
    },
  };
};

const times = ({ startedAt, finishedAt, stoppedAt }: ServiceDeployment): JsonObject => ({
  ...(startedAt !== undefined && { startedAt: seconds(startedAt) }),
  ...(finishedAt !== undefined && { finishedAt: seconds(finishedAt) }),
  ...(stoppedAt !== undefined && { stoppedAt: seconds(stoppedAt) }),
});

function breakerStatus({ configuration }: Service, { status, rollback }: ServiceDeployment): string {
  if (!configuration.deploymentCircuitBreaker.enable) return 'DISABLED';
  if (rollback) return 'TRIGGERED';
  return status === 'PENDING' || status === 'IN_PROGRESS' ? 'MONITORING' : 'MONITORING_COMPLETE';
}

import type * as Sdk from '@aws-sdk/client-ecs';
import type { LifecycleHookState, RevisionState, ServiceDeploymentState } from '#actions/ports/service-deployment.ts';

const hook = ({
  hookId = '',
  status,
  expiresAt,
  timeoutAction,
}: Sdk.DeploymentLifecycleHookDetail): LifecycleHookState => ({
  id: hookId,
  status: status ?? '',
  ...(expiresAt === undefined ? {} : { expiresAt: expiresAt.getTime() }),
  timeoutAction: timeoutAction ?? 'ROLLBACK',
});

const revision = (from: Sdk.ServiceRevisionSummary): RevisionState => {
  const { requestedTestTrafficWeight: test, requestedProductionTrafficWeight: production } = from;
  return {
    arn: from.arn ?? '',
    ...(test === undefined ? {} : { testWeight: test }),
    ...(production === undefined ? {} : { productionWeight: production }),
  };
};

export const serviceDeploymentState = (from: Sdk.ServiceDeployment): ServiceDeploymentState => ({
  arn: from.serviceDeploymentArn ?? '',
  status: from.status ?? '',
  reason: from.statusReason ?? '',
  ...(from.lifecycleStage === undefined ? {} : { stage: from.lifecycleStage }),
  strategy: from.deploymentConfiguration?.strategy ?? 'ROLLING',
  hooks: (from.lifecycleHookDetails ?? []).map(hook),
  ...(from.targetServiceRevision ? { target: revision(from.targetServiceRevision) } : {}),
  sources: (from.sourceServiceRevisions ?? []).map(revision),
});

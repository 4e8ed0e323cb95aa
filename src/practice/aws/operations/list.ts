import describeScalableTargets from './application-autoscaling/describe-scalable-targets.ts';
import registerScalableTarget from './application-autoscaling/register-scalable-target.ts';
import lookupEvents from './cloudtrail/lookup-events.ts';
import describeAlarms from './cloudwatch/describe-alarms.ts';
import discoverInstances from './discovery/discover-instances.ts';
import getService from './discovery/get-service.ts';
import describeNetworkInterfaces from './ec2/describe-network-interfaces.ts';
import batchGetImage from './ecr/batch-get-image.ts';
import describeImages from './ecr/describe-images.ts';
import describeRepositories from './ecr/describe-repositories.ts';
import continueServiceDeployment from './ecs/continue-service-deployment.ts';
import deregisterTaskDefinition from './ecs/deregister-task-definition.ts';
import describeClusters from './ecs/describe-clusters.ts';
import describeContainerInstances from './ecs/describe-container-instances.ts';
import describeServiceDeployments from './ecs/describe-service-deployments.ts';
import describeServiceRevisions from './ecs/describe-service-revisions.ts';
import describeServices from './ecs/describe-services.ts';
import describeTaskDefinition from './ecs/describe-task-definition.ts';
import describeTasks from './ecs/describe-tasks.ts';
import getTaskProtection from './ecs/get-task-protection.ts';
import listClusters from './ecs/list-clusters.ts';
import listContainerInstances from './ecs/list-container-instances.ts';
import listServiceDeployments from './ecs/list-service-deployments.ts';
import listServices from './ecs/list-services.ts';
import listTagsForResource from './ecs/list-tags-for-resource.ts';
import listTaskDefinitions from './ecs/list-task-definitions.ts';
import listTasks from './ecs/list-tasks.ts';
import registerTaskDefinition from './ecs/register-task-definition.ts';
import runTask from './ecs/run-task.ts';
import stopServiceDeployment from './ecs/stop-service-deployment.ts';
import stopTask from './ecs/stop-task.ts';
import tagResource from './ecs/tag-resource.ts';
import untagResource from './ecs/untag-resource.ts';
import updateService from './ecs/update-service.ts';
import updateTaskProtection from './ecs/update-task-protection.ts';
import describeListeners from './elb/describe-listeners.ts';
import describeLoadBalancers from './elb/describe-load-balancers.ts';
import describeRules from './elb/describe-rules.ts';
import describeTargetGroups from './elb/describe-target-groups.ts';
import describeTargetHealth from './elb/describe-target-health.ts';
import getRole from './iam/get-role.ts';
import simulatePrincipalPolicy from './iam/simulate-principal-policy.ts';
import describeLogGroups from './logs/describe-log-groups.ts';
import describeLogStreams from './logs/describe-log-streams.ts';
import filterLogEvents from './logs/filter-log-events.ts';
import getLogEvents from './logs/get-log-events.ts';
import type { Operation } from './operation.ts';
import cancelRotateSecret from './secretsmanager/cancel-rotate-secret.ts';
import describeSecret from './secretsmanager/describe-secret.ts';
import getSecretValue from './secretsmanager/get-secret-value.ts';
import listSecretVersionIds from './secretsmanager/list-secret-version-ids.ts';
import listSecrets from './secretsmanager/list-secrets.ts';
import putSecretValue from './secretsmanager/put-secret-value.ts';
import rotateSecret from './secretsmanager/rotate-secret.ts';
import updateSecretVersionStage from './secretsmanager/update-secret-version-stage.ts';
import cancelCommand from './ssm/cancel-command.ts';
import describeAutomationExecutions from './ssm/describe-automation-executions.ts';
import describeDocument from './ssm/describe-document.ts';
import describeInstanceInformation from './ssm/describe-instance-information.ts';
import describeParameters from './ssm/describe-parameters.ts';
import getAutomationExecution from './ssm/get-automation-execution.ts';
import getCommandInvocation from './ssm/get-command-invocation.ts';
import getParameter from './ssm/get-parameter.ts';
import getParameterHistory from './ssm/get-parameter-history.ts';
import getParameters from './ssm/get-parameters.ts';
import labelParameterVersion from './ssm/label-parameter-version.ts';
import listCommandInvocations from './ssm/list-command-invocations.ts';
import listCommands from './ssm/list-commands.ts';
import listSystemsTags from './ssm/list-tags-for-resource.ts';
import putParameter from './ssm/put-parameter.ts';
import sendAutomationSignal from './ssm/send-automation-signal.ts';
import sendCommand from './ssm/send-command.ts';
import startAutomationExecution from './ssm/start-automation-execution.ts';
import stopAutomationExecution from './ssm/stop-automation-execution.ts';
import unlabelParameterVersion from './ssm/unlabel-parameter-version.ts';
import updateDocumentDefaultVersion from './ssm/update-document-default-version.ts';
import describeStateMachine from './states/describe-state-machine.ts';
import assumeRole from './sts/assume-role.ts';
import getCallerIdentity from './sts/get-caller-identity.ts';

/** Everything that the practice AWS answers. */
export const operations: readonly Operation[] = [
  describeScalableTargets,
  registerScalableTarget,
  lookupEvents,
  batchGetImage,
  describeImages,
  describeRepositories,
  describeNetworkInterfaces,
  continueServiceDeployment,
  describeClusters,
  describeContainerInstances,
  deregisterTaskDefinition,
  describeServiceDeployments,
  describeServiceRevisions,
  describeServices,
  describeTaskDefinition,
  describeTasks,
  getTaskProtection,
  listClusters,
  listContainerInstances,
  listServiceDeployments,
  listServices,
  listTagsForResource,
  listTaskDefinitions,
  listTasks,
  registerTaskDefinition,
  runTask,
  stopServiceDeployment,
  stopTask,
  tagResource,
  untagResource,
  updateService,
  updateTaskProtection,
  getRole,
  simulatePrincipalPolicy,
  describeLogGroups,
  describeLogStreams,
  filterLogEvents,
  getLogEvents,
  cancelRotateSecret,
  describeSecret,
  getSecretValue,
  listSecretVersionIds,
  listSecrets,
  putSecretValue,
  rotateSecret,
  updateSecretVersionStage,
  cancelCommand,
  describeAutomationExecutions,
  describeDocument,
  describeInstanceInformation,
  describeParameters,
  getAutomationExecution,
  getCommandInvocation,
  getParameter,
  getParameterHistory,
  getParameters,
  labelParameterVersion,
  listCommandInvocations,
  listCommands,
  listSystemsTags,
  putParameter,
  sendAutomationSignal,
  sendCommand,
  startAutomationExecution,
  stopAutomationExecution,
  unlabelParameterVersion,
  updateDocumentDefaultVersion,
  assumeRole,
  getCallerIdentity,
  describeAlarms,
  discoverInstances,
  getService,
  describeListeners,
  describeLoadBalancers,
  describeRules,
  describeTargetGroups,
  describeTargetHealth,
  describeStateMachine,
];

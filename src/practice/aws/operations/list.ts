import describeScalableTargets from './application-autoscaling/describe-scalable-targets.ts';
import registerScalableTarget from './application-autoscaling/register-scalable-target.ts';
import describeAlarms from './cloudwatch/describe-alarms.ts';
import discoverInstances from './discovery/discover-instances.ts';
import getService from './discovery/get-service.ts';
import describeClusters from './ecs/describe-clusters.ts';
import describeContainerInstances from './ecs/describe-container-instances.ts';
import describeServiceDeployments from './ecs/describe-service-deployments.ts';
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
import describeLogGroups from './logs/describe-log-groups.ts';
import describeLogStreams from './logs/describe-log-streams.ts';
import filterLogEvents from './logs/filter-log-events.ts';
import getLogEvents from './logs/get-log-events.ts';
import type { Operation } from './operation.ts';
import describeParameters from './ssm/describe-parameters.ts';
import getParameter from './ssm/get-parameter.ts';
import getParameterHistory from './ssm/get-parameter-history.ts';
import getParameters from './ssm/get-parameters.ts';
import labelParameterVersion from './ssm/label-parameter-version.ts';
import putParameter from './ssm/put-parameter.ts';
import unlabelParameterVersion from './ssm/unlabel-parameter-version.ts';
import describeStateMachine from './states/describe-state-machine.ts';
import assumeRole from './sts/assume-role.ts';
import getCallerIdentity from './sts/get-caller-identity.ts';

/** Everything that the practice AWS answers. */
export const operations: readonly Operation[] = [
  describeScalableTargets,
  registerScalableTarget,
  describeClusters,
  describeContainerInstances,
  describeServiceDeployments,
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
  stopTask,
  tagResource,
  untagResource,
  updateService,
  updateTaskProtection,
  describeLogGroups,
  describeLogStreams,
  filterLogEvents,
  getLogEvents,
  describeParameters,
  getParameter,
  getParameterHistory,
  getParameters,
  labelParameterVersion,
  putParameter,
  unlabelParameterVersion,
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

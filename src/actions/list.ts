import call from './aws/call.ts';
import instances from './cloudmap/instances.ts';
import alarms from './cloudwatch/alarms.ts';
import type { Catalogue } from './contract.ts';
import image from './ecr/image.ts';
import clusters from './ecs/clusters.ts';
import continueDeployment from './ecs/continue-deployment.ts';
import deploy from './ecs/deploy.ts';
import deploymentPaused from './ecs/deployment-paused.ts';
import diagnose from './ecs/diagnose.ts';
import park from './ecs/park.ts';
import publicIp from './ecs/public-ip.ts';
import restartService from './ecs/restart-service.ts';
import revisions from './ecs/revisions.ts';
import rollback from './ecs/rollback.ts';
import runTask from './ecs/run-task.ts';
import sameInstance from './ecs/same-instance.ts';
import scaleService from './ecs/scale-service.ts';
import service from './ecs/service.ts';
import services from './ecs/services.ts';
import servicesHealthy from './ecs/services-healthy.ts';
import stopTasks from './ecs/stop-tasks.ts';
import taskExit from './ecs/task-exit.ts';
import unpark from './ecs/unpark.ts';
import updateService from './ecs/update-service.ts';
import routes from './elb/routes.ts';
import targetsHealthy from './elb/targets-healthy.ts';
import body from './http/body.ts';
import status from './http/status.ts';
import executionRole from './iam/execution-role.ts';
import absent from './logs/absent.ts';
import tail from './logs/tail.ts';
import waitFor from './logs/wait-for.ts';
import promote from './secrets/promote.ts';
import put from './secrets/put.ts';
import readers from './secrets/readers.ts';
import references from './secrets/references.ts';
import rotate from './secrets/rotate.ts';
import rotateParameter from './ssm/rotate-parameter.ts';
import runCommand from './ssm/run-command.ts';
import startAutomation from './ssm/start-automation.ts';
import definition from './states/definition.ts';
import opens from './websocket/opens.ts';

const all = [
  restartService,
  deploy,
  rollback,
  stopTasks,
  scaleService,
  runTask,
  continueDeployment,
  park,
  unpark,
  updateService,
  rotateParameter,
  runCommand,
  startAutomation,
  call,
  put,
  promote,
  rotate,
  targetsHealthy,
  routes,
  instances,
  alarms,
  status,
  body,
  opens,
  definition,
  sameInstance,
  servicesHealthy,
  deploymentPaused,
  service,
  diagnose,
  taskExit,
  publicIp,
  image,
  tail,
  absent,
  waitFor,
  readers,
  references,
  executionRole,
  clusters,
  services,
  revisions,
];

/** Every action, check and source there is, by id. A file of `ecs/`, `logs/`, `secrets/` or `ssm/` that is missing here fails a test. */
export const catalogue: Catalogue = new Map(all.map((each) => [each.meta.id, each]));

import type {
  ClusterView,
  DeploymentView,
  LineView,
  ParameterView,
  ServiceView,
  TaskView,
} from '#practice/page/cluster.ts';
import { type Account, secondsSince } from './account.ts';
import { primaryOf } from './ecs/deployments.ts';
import type { TaskDefinition } from './ecs/definition.ts';
import type { Deployment, Service, ServiceTask } from './ecs/model.ts';
import { counts } from './ecs/show-service.ts';
import { healthOf, isLive, isOf, isServing } from './ecs/tasks.ts';
import { newestVersion } from './parameters.ts';

const shownStopped = 3;
const shownEvents = 5;
const shownLines = 6;
/** A deployment that takes longer than ten minutes, or failed twice in a row, will not end by itself. */
const loopAfter = 600;

/** The account as a page shows it. Unlike AWS it knows whether a program inside a running task does its work. */
export function viewOf(account: Account): ClusterView {
  const { cluster } = account;
  return {
    now: account.now,
    cluster: cluster.name,
    services: [...cluster.services.values()].map((service) => viewService(account, service)),
    hosts: cluster.hosts.map(({ ec2InstanceId }) => ({ id: ec2InstanceId })),
    parameters: [...account.parameters.values()].flatMap((parameter): ParameterView => {
      const { version, labels } = newestVersion(parameter);
      return { name: parameter.name, version, labels: [...labels] };
    }),
  };
}

function viewService(account: Account, service: Service): ServiceView {
  const own = account.cluster.tasks.filter(isOf(service));
  const live = own.filter(isLive);
  const { runningCount, pendingCount } = counts(live);
  return {
    name: service.name,
    status: statusOf(account, service, live),
    desired: service.desired,
    running: runningCount,
    pending: pendingCount,
    taskDefinition: shortName(primaryOf(service).definition),
    deployments: service.deployments.map((deployment) => viewDeployment(service, deployment, live)),
    tasks: [...live, ...own.filter((task) => !isLive(task)).slice(-shownStopped)].map(viewTask),
    events: service.events
      .slice(0, shownEvents)
      .map(({ createdAt, message }) => ({ t: createdAt * 1_000, text: message })),
    logs: linesOf(account, own),
  };
}

function statusOf(account: Account, service: Service, live: readonly ServiceTask[]): ServiceView['status'] {
  const primary = primaryOf(service);
  const working = live.filter((task) => isServing(task) && isReady(task)).length;
  if (primary.rollout !== 'COMPLETED')
    return primary.failed >= 2 || secondsSince(account, primary.createdAt) > loopAfter ? 'loop' : 'rolling';
  if (working >= service.desired) return 'ok';
  return live.some(isServing) ? 'degraded' : 'down';
}

const isReady = ({ containers }: ServiceTask): boolean => containers.every(({ run }) => run.readyAt !== undefined);

function viewDeployment(service: Service, deployment: Deployment, live: readonly ServiceTask[]): DeploymentView {
  const own = live.filter((task) => task.deployment === deployment);
  const { runningCount, pendingCount } = counts(own);
  return {
    id: deployment.id,
    status: deployment.status,
    rolloutState: deployment.rollout,
    running: runningCount,
    pending: pendingCount,
    failed: deployment.failed,
    desired: deployment.status === 'PRIMARY' ? service.desired : own.filter(isServing).length,
    taskDefinition: shortName(deployment.definition),
    createdAt: deployment.createdAt,
  };
}

const viewTask = (task: ServiceTask): TaskView => ({
  id: task.id,
  lastStatus: task.status,
  desiredStatus: task.desired,
  health: healthOf(task),
  deployment: task.deployment.id,
  taskDefinition: shortName(task.definition),
  host: task.host?.ec2InstanceId ?? 'fargate',
  createdAt: task.createdAt,
  ...(task.startedAt !== undefined && { startedAt: task.startedAt }),
  ...(task.stoppedReason !== undefined && { stoppedReason: task.stoppedReason }),
  secretVersions: Object.assign({}, ...task.containers.map(({ secretVersions }) => secretVersions)),
});

const shortName = ({ family, revision }: TaskDefinition): string => `${family}:${revision}`;

/** The newest lines of the service's tasks, oldest first. */
function linesOf({ now }: Account, tasks: readonly ServiceTask[]): LineView[] {
  const streams = tasks.flatMap(({ containers }) => containers.flatMap(({ stream }) => stream ?? []));
  const groups = new Set(streams.map(({ group }) => group));
  const names = new Set(streams.map(({ name }) => name));
  return [...groups]
    .flatMap(({ events }) => events.slice(-10 * shownLines))
    .filter(({ stream, ingestedAt }) => names.has(stream) && ingestedAt <= now)
    .sort((a, b) => a.timestamp - b.timestamp)
    .slice(-shownLines)
    .map(({ timestamp, message }) => ({ t: timestamp, text: message }));
}

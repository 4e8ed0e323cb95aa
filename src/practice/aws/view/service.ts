import { parkedCount } from '#domain/parked-tag.ts';
import type { DeploymentView, ServiceView, ShiftView } from '#practice/page/cluster.ts';
import { type Account, secondsSince } from '../account.ts';
import { primaryOf } from '../ecs/deployments.ts';
import type { Deployment, Service, ServiceTask } from '../ecs/model.ts';
import { shiftOf } from '../ecs/shift/advance.ts';
import { counts } from '../ecs/show-service.ts';
import { isLive, isOf, isServing } from '../ecs/tasks.ts';
import { text } from '../params.ts';
import { linesOf } from './lines.ts';
import { shortName, viewTask } from './task.ts';

const shownStopped = 3;
const shownEvents = 5;
const shownLines = 6;
/** A deployment that takes longer than ten minutes, or failed twice in a row, will not end by itself; one that shifts traffic may. */
const loopAfter = 600;

export function viewService(account: Account, service: Service): ServiceView {
  const own = account.cluster.tasks.filter(isOf(service));
  const live = own.filter(isLive);
  const { runningCount, pendingCount } = counts(live);
  const parked = service.desired === 0 ? parkedCount(tagsOf(service)) : undefined;
  const shift = viewShift(service);
  return {
    name: service.name,
    status: statusOf(account, service, live),
    desired: service.desired,
    running: runningCount,
    pending: pendingCount,
    taskDefinition: shortName(primaryOf(service).definition),
    ...(parked !== undefined && { parked }),
    ...(shift && { shift }),
    deployments: service.deployments.map((deployment) => viewDeployment(service, deployment, live)),
    tasks: [...live, ...own.filter((task) => !isLive(task)).slice(-shownStopped)].map((task) => ({
      ...viewTask(task),
      deployment: task.deployment.id,
    })),
    events: service.events
      .slice(0, shownEvents)
      .map(({ createdAt, message }) => ({ t: createdAt * 1_000, text: message })),
    logs: linesOf(account, own, shownLines),
  };
}

const tagsOf = ({ tags }: Service): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map((tag) => [text(tag, 'key') ?? '', text(tag, 'value') ?? '']));

function viewShift(service: Service): ShiftView | undefined {
  const shift = shiftOf(service);
  const stage = shift?.stages[shift.at];
  if (!shift || !stage) return undefined;
  const waiting = shift.hooks.find(({ status }) => status === 'AWAITING_ACTION');
  return {
    stage: stage.name,
    production: stage.production,
    ...(waiting && { waits: { until: waiting.expiresAt, then: waiting.timeoutAction } }),
  };
}

function statusOf(account: Account, service: Service, live: readonly ServiceTask[]): ServiceView['status'] {
  const primary = primaryOf(service);
  if (primary.rollout !== 'COMPLETED') {
    const isLong = !shiftOf(service) && secondsSince(account, primary.createdAt) > loopAfter;
    return primary.failed >= 2 || isLong ? 'loop' : 'rolling';
  }
  const working = live.filter((task) => isServing(task) && isReady(task)).length;
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

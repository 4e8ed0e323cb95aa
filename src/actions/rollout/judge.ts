import type { Ctx, Verified } from '../contract.ts';
import { failedByItself, primaryOf, shortName } from '../ecs-words.ts';
import type { Deployment, EcsServiceState, Read } from '../ports.ts';
import type { Rollout } from './rollout.ts';
import { memoOf, type Sight, type Watched, watch } from './watch.ts';

/** Milliseconds for which a read may still show the world before our call. */
const staleFor = 60_000;

/** One poll for the deployment `id`. */
interface Poll {
  readonly plan: Rollout;
  readonly id: string;
  readonly service: EcsServiceState;
  readonly ctx: Ctx;
}

export const isRollback = ({ rolloutReason }: Deployment): boolean => /roll(?:ing|ed) back/i.test(rolloutReason);

/** The circuit breaker names the deployment that it gave up in an event, also after the deployment has left the list. */
const gaveUp = ({ events }: EcsServiceState, id: string): boolean =>
  events.some(({ message }) => message.includes(`(deployment ${id}) deployment failed`));

/** `ecs-svc/12 with api:7`. */
export const deploymentInWords = ({ id, taskDefinition }: Deployment): string =>
  `${id} with ${shortName(taskDefinition)}`;

/** Our deployment is not the newest one any more, or not yet. */
function displaced({ plan, id, service, ctx }: Poll, { say }: Watched): Verified {
  const primary = primaryOf(service);
  const ours = service.deployments.find((each) => each.id === id);
  if (!primary) return say('pending', 'ECS shows no primary deployment');
  const other = deploymentInWords(primary);
  if (gaveUp(service, id) || isRollback(primary) || ours?.rollout === 'FAILED')
    return say('failed', `ECS gave up ${id} and went back to ${other}`);
  if (primary.id !== plan.primary) return say('superseded', `Somebody else deployed ${other}`);
  if (memoOf(ctx.memo).seen) return say('failed', `ECS went back from ${id} to ${other}`);
  if (ctx.now - (ctx.since ?? ctx.now) < staleFor) return say('pending', `ECS does not show ${id} yet`);
  return say('failed', `ECS never showed ${id}`);
}

/** Our deployment is the newest. */
function inPlace({ plan, service }: Poll, ours: Deployment, { say, healthy, slow }: Watched): Verified {
  if (ours.rollout === 'FAILED') return say('failed', `${ours.id} failed: ${ours.rolloutReason}`);
  if (ours.taskDefinition !== plan.taskDefinition)
    return say('superseded', `${ours.id} runs ${shortName(ours.taskDefinition)}, which was not approved`);
  if (service.desired === 0) return say('superseded', 'Somebody set the desired count to 0');
  const others = service.deployments.filter(({ id, running, pending }) => id !== ours.id && running + pending > 0);
  const completed = ours.rollout === 'COMPLETED' && ours.running === ours.desired;
  if (completed && others.length === 0 && healthy) return say('ok');
  return say(slow ? 'slow' : 'pending', `rollout ${ours.rollout}`);
}

async function look({ cluster, service: name }: Rollout, id: string, read: Read): Promise<Sight | undefined> {
  const [service, running, stopped] = await Promise.all([
    read.ecs.service(cluster, name),
    read.ecs.tasks(cluster, name, 'RUNNING'),
    read.ecs.tasks(cluster, name, 'STOPPED'),
  ]);
  if (service?.status !== 'ACTIVE') return undefined;
  return {
    service,
    started: running.filter(({ startedBy }) => startedBy === id),
    stopped: stopped.filter((task) => task.startedBy === id && failedByItself(task)),
  };
}

/**
 * Whether the deployment that we started is the newest, completed and healthy. `runningCount == desiredCount` proves nothing: it also holds after ECS rolled back.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * @param id of that deployment, as `startedDeployment` kept it
 */
export async function judgeRollout(plan: Rollout, id: string, read: Read, ctx: Ctx): Promise<Verified> {
  const sight = await look(plan, id, read);
  if (!sight) return { state: 'failed', progress: `${plan.service} is no longer active`, evidence: {} };
  const poll = { plan, id, service: sight.service, ctx };
  const ours = sight.service.deployments.find((each) => each.id === id);
  const watched = watch(sight, plan, ctx, ours !== undefined);
  return ours?.status === 'PRIMARY' ? inPlace(poll, ours, watched) : displaced(poll, watched);
}

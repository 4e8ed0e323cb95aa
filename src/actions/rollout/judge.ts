import type { Ctx, Verified } from '../contract.ts';
import { failedByItself, primaryOf, shortName } from '../ecs-words.ts';
import type { Deployment, EcsServiceState, Read } from '../ports.ts';
import type { Rollout } from './rollout.ts';
import { memoOf, type Sight, type Watched, watch } from './watch.ts';
import { isRollback, younger } from './younger.ts';

/** Milliseconds for which a read may still show the world before our call. */
const staleFor = 60_000;

/** One poll for the deployment `id`, which may not be known yet. */
interface Poll {
  readonly plan: Rollout;
  readonly id: string;
  readonly service: EcsServiceState;
  readonly ctx: Ctx;
}

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
  const name = id === '' ? 'the new deployment' : id;
  if (gaveUp(service, id) || isRollback(primary) || ours?.rollout === 'FAILED')
    return say('failed', `ECS gave up ${name} and went back to ${other}`);
  if (primary.id !== plan.primary) return say('superseded', `Somebody else deployed ${other}`);
  if (memoOf(ctx.memo).deployment !== undefined) return say('failed', `ECS went back from ${name} to ${other}`);
  if (ctx.now - (ctx.since ?? ctx.now) < staleFor) return say('pending', `ECS does not show ${name} yet`);
  return say('failed', `ECS never showed ${name}`);
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

/** The id that an answer told, or that was found in an earlier poll, or is found now. */
function idOf(plan: Rollout, told: string, service: EcsServiceState, { memo, since, now }: Ctx): string {
  if (told !== '') return told;
  return memoOf(memo).deployment ?? younger(service, plan, since ?? now).ours?.id ?? '';
}

async function look(
  plan: Rollout,
  told: string,
  read: Read,
  ctx: Ctx,
): Promise<(Sight & { readonly id: string }) | undefined> {
  const { cluster, service: name } = plan;
  const [service, running, stopped] = await Promise.all([
    read.ecs.service(cluster, name),
    read.ecs.tasks(cluster, name, 'RUNNING'),
    read.ecs.tasks(cluster, name, 'STOPPED'),
  ]);
  if (service?.status !== 'ACTIVE') return undefined;
  const id = idOf(plan, told, service, ctx);
  return {
    id,
    service,
    started: running.filter(({ startedBy }) => startedBy === id),
    stopped: stopped.filter((task) => task.startedBy === id && failedByItself(task)),
  };
}

/**
 * Whether the deployment that we started is the newest, completed and healthy. `runningCount == desiredCount` proves nothing: it also holds after ECS rolled back.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * @param told id of that deployment, as `startedDeployment` kept it; empty where no answer told it
 */
export async function judgeRollout(plan: Rollout, told: string, read: Read, ctx: Ctx): Promise<Verified> {
  const sight = await look(plan, told, read, ctx);
  if (!sight) return { state: 'failed', progress: `${plan.service} is no longer active`, evidence: {} };
  const { id, service } = sight;
  const ours = service.deployments.find((each) => each.id === id);
  const poll = { plan, id, service, ctx };
  const watched = watch(sight, plan, ctx, ours?.id ?? memoOf(ctx.memo).deployment);
  return ours?.status === 'PRIMARY' ? inPlace(poll, ours, watched) : displaced(poll, watched);
}

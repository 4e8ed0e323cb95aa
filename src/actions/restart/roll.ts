import type { JsonObject } from '#domain/json.ts';
import type { Ctx, Journal, Reconciled, Verified } from '../contract.ts';
import { failedByItself, primaryOf, shortName } from '../ecs-words.ts';
import type { Deployment, EcsServiceState, Read } from '../ports.ts';
import type { RestartMemory } from './memory.ts';
import { memoOf, type Sight, type Watched, watch } from './watch.ts';

/** Milliseconds for which a read may still show the world before our call. */
const staleFor = 60_000;
/** Milliseconds by which AWS's clock and ours may differ. */
const skew = 5_000;

const rollsBack = ({ rolloutReason }: Deployment): boolean => /roll(?:ing|ed) back/i.test(rolloutReason);

/** The circuit breaker names the deployment that it gave up in an event, also after the deployment has left the list. */
const gaveUp = ({ events }: EcsServiceState, id: string): boolean =>
  events.some(({ message }) => message.includes(`(deployment ${id}) deployment failed`));

const by = ({ id, taskDefinition }: Deployment): string => `${id} with ${shortName(taskDefinition)}`;

/** One poll for the deployment `id`. */
interface Poll {
  readonly plan: RestartMemory;
  readonly id: string;
  readonly service: EcsServiceState;
  readonly ctx: Ctx;
}

/** Our deployment is not the newest one any more, or not yet. */
function displaced({ plan, id, service, ctx }: Poll, { say }: Watched): Verified {
  const primary = primaryOf(service);
  const ours = service.deployments.find((each) => each.id === id);
  if (!primary) return say('pending', 'ECS shows no primary deployment');
  if (gaveUp(service, id) || rollsBack(primary) || ours?.rollout === 'FAILED')
    return say('failed', `ECS gave up ${id} and went back to ${by(primary)}`);
  if (primary.id !== plan.primary) return say('superseded', `Somebody else deployed ${by(primary)}`);
  if (memoOf(ctx.memo).seen) return say('failed', `ECS went back from ${id} to ${by(primary)}`);
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

/**
 * Whether the deployment that we started is the newest, completed and healthy. `runningCount == desiredCount` proves nothing: it also holds after ECS rolled back.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export function judgeRoll(plan: RestartMemory, id: string, sight: Sight, ctx: Ctx): Verified {
  const poll = { plan, id, service: sight.service, ctx };
  const ours = sight.service.deployments.find((each) => each.id === id);
  const watched = watch(sight, plan, ctx, ours !== undefined);
  return ours?.status === 'PRIMARY' ? inPlace(poll, ours, watched) : displaced(poll, watched);
}

export async function sightOfRoll(plan: RestartMemory, id: string, read: Read): Promise<Sight | undefined> {
  const [service, running, stopped] = await Promise.all([
    read.ecs.service(plan.cluster, plan.service),
    read.ecs.tasks(plan.cluster, plan.service, 'RUNNING'),
    read.ecs.tasks(plan.cluster, plan.service, 'STOPPED'),
  ]);
  if (service?.status !== 'ACTIVE') return undefined;
  return {
    service,
    started: running.filter(({ startedBy }) => startedBy === id),
    stopped: stopped.filter((task) => task.startedBy === id && failedByItself(task)),
  };
}

export const rolledOut = (answer: JsonObject): JsonObject => {
  const { service } = answer as { service?: { deployments?: { id?: string; status?: string }[] } };
  return { deployment: service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? '' };
};

/** UpdateService has no token: a deployment that is younger than our call, of the same task definition, reached the goal, whoever asked for it. */
export async function reconcileRoll(plan: RestartMemory, read: Read, { begunAt }: Journal): Promise<Reconciled> {
  const service = await read.ecs.service(plan.cluster, plan.service);
  if (!service) return { outcome: 'unknown', evidence: `${plan.service} is gone` };
  const younger = service.deployments.filter(({ id, createdAt }) => id !== plan.primary && createdAt >= begunAt - skew);
  const ours = younger.find((each) => each.taskDefinition === plan.taskDefinition && !rollsBack(each));
  if (ours) {
    const evidence = `Deployment ${ours.id} was created at ${new Date(ours.createdAt).toISOString()}`;
    return { outcome: 'applied', evidence, receipt: { deployment: ours.id } };
  }
  const [other] = younger;
  if (other) return { outcome: 'by-other', evidence: `The newest deployment is ${by(other)}` };
  return { outcome: 'not-applied', evidence: `Deployment now: ${plan.primary} (unchanged)` };
}

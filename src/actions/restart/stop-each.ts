import type { Ctx, Ready, Verified } from '../contract.ts';
import { failedByItself, primaryOf, shortName } from '../ecs-words.ts';
import { countHealthy, isHealthy } from '../health.ts';
import type { Read, Task } from '../ports.ts';
import { type Sight, watch } from '../rollout/watch.ts';
import type { RestartMemory } from './memory.ts';

/** Milliseconds by which AWS's clock and ours may differ. */
const skew = 5_000;

interface StopSight extends Sight {
  /** Of the tasks that we stop, those that have not ended. */
  readonly ending: readonly Task[];
}

/** @returns undefined where the service is gone */
async function sightOfStops(plan: RestartMemory, read: Read, ctx: Ctx): Promise<StopSight | undefined> {
  const [service, running, stopped, old] = await Promise.all([
    read.ecs.service(plan.cluster, plan.service),
    read.ecs.tasks(plan.cluster, plan.service, 'RUNNING'),
    read.ecs.tasks(plan.cluster, plan.service, 'STOPPED'),
    read.ecs.tasksByArn(plan.cluster, plan.tasks),
  ]);
  if (service?.status !== 'ACTIVE') return undefined;
  const from = (ctx.since ?? ctx.now) - skew;
  const isNew = ({ arn, startedBy, createdAt }: Task): boolean =>
    startedBy === plan.primary && !plan.tasks.includes(arn) && createdAt >= from;
  return {
    service,
    started: running.filter(isNew),
    stopped: stopped.filter((task) => isNew(task) && failedByItself(task)),
    ending: old.filter(({ lastStatus }) => lastStatus !== 'STOPPED'),
  };
}

const gone = ({ service }: RestartMemory): string => `${service} is no longer active`;

/** No task that ran at plan time is left, and the same deployment runs as many new ones as desired, all healthy. */
export async function judgeStops(plan: RestartMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const sight = await sightOfStops(plan, read, ctx);
  return sight ? judge(plan, sight, ctx) : { state: 'failed', progress: gone(plan), evidence: {} };
}

function judge(plan: RestartMemory, sight: StopSight, ctx: Ctx): Verified {
  const watched = watch(sight, plan, ctx);
  const primary = primaryOf(sight.service);
  if (primary?.id !== plan.primary)
    return watched.say(
      'superseded',
      `Somebody else deployed ${primary?.id} with ${shortName(sight.service.taskDefinition)}`,
    );
  if (primary.rollout === 'FAILED') return watched.say('failed', `${primary.id} failed: ${primary.rolloutReason}`);
  if (sight.service.desired === 0) return watched.say('superseded', 'Somebody set the desired count to 0');
  if (sight.ending.length > 0)
    return watched.say('pending', `${sight.ending.length} of ${plan.tasks.length} still stopping`);
  if (watched.healthy && primary.rollout === 'COMPLETED') return watched.say('ok');
  return watched.say(watched.slow ? 'slow' : 'pending');
}

/** Before the next task is stopped, the one before must have been replaced by a healthy one. */
export async function readyToStop(plan: RestartMemory, n: number, read: Read, ctx: Ctx): Promise<Ready> {
  const sight = await sightOfStops(plan, read, ctx);
  if (!sight) return { stop: gone(plan) };
  const verdict = judge(plan, sight, ctx);
  if (verdict.state === 'superseded' || verdict.state === 'failed') return { stop: verdict.progress };
  if (sight.stopped.length >= 2) return { stop: `The replacements do not stay up: ${verdict.progress}` };
  const running = [...sight.started, ...sight.ending];
  const next = sight.ending.find(({ arn }) => arn === plan.tasks[n]);
  const leaves =
    countHealthy(running, plan.checked, ctx.now) - (next && isHealthy(next, plan.checked, ctx.now) ? 1 : 0);
  return leaves >= plan.fewest ? 'go' : 'wait';
}

import type { Ctx, Ready, Verified } from '../contract.ts';
import { causeOf, shortTask } from '../ecs-words.ts';
import { heldSince } from '../healthy-at.ts';
import { failing, type Herd, healthyCount, readHerd } from '../herd.ts';
import type { Read, Task } from '../ports.ts';
import type { StaleMemory } from './memory.ts';

/** Before the next task is stopped, enough others must be healthy, and they must not depend on a newest deployment that fails. */
export async function readyForNext(plan: StaleMemory, n: number, read: Read, ctx: Ctx): Promise<Ready> {
  const herd = await readHerd(plan.cluster, plan.service, read, ctx);
  if (typeof herd === 'string') return { stop: herd };
  if (herd.primary.id !== plan.primary) return { stop: `Somebody else deployed ${herd.primary.id}.` };
  const next = herd.running.find(({ arn }) => arn === plan.tasks[n]);
  if (!next || !herd.isHealthy(next)) return 'go';
  const ill = failing(herd);
  if (ill) return { stop: `Not stopped: ${ill}. Fix the newest deployment first.` };
  return healthyCount(herd) - 1 >= plan.fewest ? 'go' : 'wait';
}

/** What the service lacks of being back, or undefined. */
function lacking({ service, primary, running, isHealthy }: Herd): string | undefined {
  const own = running.filter((task) => task.startedBy === primary.id && isHealthy(task)).length;
  const facts = `${own} of ${service.desired} tasks of ${primary.id} healthy, ${service.running} running, rollout ${primary.rollout}`;
  const back = own === service.desired && service.running === service.desired;
  return back && primary.rollout !== 'IN_PROGRESS' ? undefined : facts;
}

function stateOf(plan: StaleMemory, herd: Herd, ending: readonly Task[], since: number): Verified['state'] {
  if (herd.primary.id !== plan.primary) return 'superseded';
  if (herd.primary.rollout === 'FAILED') return 'failed';
  if (ending.length === 0 && lacking(herd) === undefined) return 'ok';
  return herd.failed.filter(({ createdAt }) => createdAt >= since).length >= 2 ? 'slow' : 'pending';
}

/** The tasks have stopped, for our reason, and the newest deployment runs what is desired. */
export async function judgeStale(plan: StaleMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const herd = await readHerd(plan.cluster, plan.service, read, ctx);
  if (typeof herd === 'string') return { state: 'failed', progress: herd, evidence: {} };
  const tasks = await read.ecs.tasksByArn(plan.cluster, plan.tasks);
  const ending = tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED');
  const since = ctx.since ?? ctx.now;
  const state = stateOf(plan, herd, ending, since);
  const started = herd.running.filter(({ startedBy, createdAt }) => startedBy === plan.primary && createdAt >= since);
  const lacks = lacking(herd);
  return {
    state,
    progress: [
      `${plan.tasks.length - ending.length} of ${plan.tasks.length} stopped`,
      ...(herd.primary.id === plan.primary ? [] : [`somebody else deployed ${herd.primary.id}`]),
      ...(lacks === undefined ? [] : [lacks]),
    ].join(' · '),
    evidence: Object.fromEntries(tasks.map((task) => [shortTask(task.arn), causeOf(task)])),
    ...(started[0] ? { since: started[0].createdAt } : {}),
    ...(state === 'ok' ? heldSince(ctx) : { memo: {} }),
  };
}

import { complaint } from '../complaint.ts';
import type { Ctx, Reconciled, Verified } from '../contract.ts';
import { causeOf, shortName, shortTask } from '../ecs-words.ts';
import { heldSince } from '../healthy-at.ts';
import { type Herd, healthyCount, readHerd } from '../herd.ts';
import type { Read } from '../ports.ts';
import type { ScaleMemory } from './memory.ts';

/** How long a read of ECS may still show what was before a change. */
const staleFor = 60_000;

/** The count is absolute: whoever asked for it, the goal is reached. */
export async function reconcileScale({ cluster, service, ...plan }: ScaleMemory, read: Read): Promise<Reconciled> {
  const now = await read.ecs.service(cluster, service);
  if (!now) return { outcome: 'unknown', evidence: `${service} is gone` };
  const evidence = `The desired count is ${now.desired}`;
  if (now.desired === plan.desired) return { outcome: 'applied', evidence, receipt: { desired: now.desired } };
  return { outcome: now.desired === plan.before ? 'not-applied' : 'by-other', evidence };
}

/** Why the service is no longer as we left it, or undefined. */
function displaced({ service, primary }: Herd, plan: ScaleMemory): string | undefined {
  if (primary.id !== plan.primary)
    return `the newest deployment is now ${primary.id} with ${shortName(primary.taskDefinition)}`;
  if (service.desired !== plan.desired) return `somebody set the desired count to ${service.desired}`;
  return undefined;
}

/** ECS has not been seen to know of the change yet, and may not have shown it. */
const isUnseen = ({ service, primary }: Herd, plan: ScaleMemory, { now, since = now }: Ctx): boolean =>
  plan.before !== plan.desired &&
  primary.id === plan.primary &&
  service.desired === plan.before &&
  now - since < staleFor;

/** Exactly the desired tasks run, all healthy, and none is still on its way out. */
const isDone = (herd: Herd, { desired }: ScaleMemory): boolean =>
  herd.running.length === desired &&
  healthyCount(herd) === desired &&
  herd.service.running === desired &&
  herd.ending.length === 0 &&
  (desired === 0 || herd.primary.rollout === 'COMPLETED');

interface Found {
  readonly herd: Herd;
  /** Tasks that this attempt started and that did not stay. */
  readonly lost: Herd['failed'];
  readonly complains: string | undefined;
}

function stateOf({ herd, lost, complains }: Found, plan: ScaleMemory, ctx: Ctx): Verified['state'] {
  if (isUnseen(herd, plan, ctx)) return 'pending';
  if (displaced(herd, plan) !== undefined) return 'superseded';
  if (plan.desired > 0 && herd.primary.rollout === 'FAILED') return 'failed';
  if (isDone(herd, plan)) return 'ok';
  return lost.length >= 2 || complains !== undefined ? 'slow' : 'pending';
}

function inWords({ herd, lost, complains }: Found, plan: ScaleMemory): string {
  const moved = displaced(herd, plan);
  const last = lost.at(-1);
  return [
    ...(moved === undefined ? [] : [moved]),
    `${healthyCount(herd)} of ${plan.desired} tasks healthy`,
    ...(herd.ending.length > 0 ? [`${herd.ending.length} still stopping`] : []),
    ...(herd.primary.rollout === 'COMPLETED' ? [] : [`rollout ${herd.primary.rollout}`]),
    ...(last ? [`${lost.length} stopped: ${causeOf(last)}`] : []),
    ...(complains === undefined ? [] : [complains]),
  ].join(' · ');
}

/** As many tasks as asked for run and are healthy, in the deployment that was the newest when it was planned. */
export async function judgeScale(plan: ScaleMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const herd = await readHerd(plan.cluster, plan.service, read, ctx);
  if (typeof herd === 'string') return { state: 'failed', progress: herd, evidence: {} };
  const since = ctx.since ?? ctx.now;
  const lost = herd.failed.filter(({ createdAt }) => createdAt >= since);
  const found = { herd, lost, complains: complaint(herd.service, ctx) };
  const state = stateOf(found, plan, ctx);
  const [oldest] = herd.running.filter(({ createdAt }) => createdAt >= since);
  return {
    state,
    progress: inWords(found, plan),
    evidence: {
      tasks: herd.running.map(({ arn }) => shortTask(arn)).slice(0, 100),
      stopped: lost.map(causeOf).slice(-5),
    },
    ...(oldest ? { since: oldest.createdAt } : {}),
    ...(state === 'ok' ? heldSince(ctx) : { memo: {} }),
  };
}

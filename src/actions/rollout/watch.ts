import type { Static } from 'typebox';
import type { Json, JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { complaint } from '../complaint.ts';
import type { Ctx, Verified } from '../contract.ts';
import { causeOf, shortName } from '../ecs-words.ts';
import { isHealthy, trustedAfter } from '../health.ts';
import type { EcsServiceState, Task } from '../ports.ts';
import { parser } from '../schema.ts';
import { imagesOf, type Rollout } from './rollout.ts';

const memoSchema = Type.Object({
  /** Id of our deployment, as soon as a read has shown it. */
  deployment: Type.Optional(Type.String()),
  /** Ids of new tasks that stopped, over the whole wait: `failedTasks` starts again at 0 as soon as one has run. */
  stopped: Type.Array(Type.String(), { default: [] }),
  /** ARNs of the new tasks, as long as all are healthy. */
  tasks: Type.Array(Type.String(), { default: [] }),
  healthyAt: Type.Optional(Type.Number()),
  /** When the first new task was created. */
  since: Type.Optional(Type.Number()),
});
export type Memo = Static<typeof memoSchema>;
const parse = parser(memoSchema);
/** ≤ 8 kB of memo: 36 characters an id. */
const mostStopped = 150;

export function memoOf(memo: Json | undefined): Memo {
  const parsed = parse(memo ?? {});
  return parsed.ok ? parsed.value : { stopped: [], tasks: [] };
}

/** What one poll read. */
export interface Sight {
  readonly service: EcsServiceState;
  /** New tasks that should run. */
  readonly started: readonly Task[];
  /** New tasks that stopped, or are being stopped, without being asked to by a change of the desired count. */
  readonly stopped: readonly Task[];
}

/** A poll's view of the new tasks, and the words for it. */
export interface Watched {
  readonly memo: Memo;
  /** As many new tasks as desired run and are healthy. */
  readonly healthy: boolean;
  /** They keep failing, or ECS says that it cannot place them. */
  readonly slow: boolean;
  readonly say: (state: Verified['state'], why?: string) => Verified;
}

const earliest = (times: readonly number[]): number | undefined => (times.length > 0 ? Math.min(...times) : undefined);

/** The moment from which the new tasks have all been healthy; it moves when one of them is replaced. */
function healthySince(started: readonly Task[], plan: Rollout, memo: Memo, now: number): number {
  const { healthyAt } = memo;
  if (healthyAt !== undefined && started.every(({ arn }) => memo.tasks.includes(arn))) return healthyAt;
  return plan.checked ? now : Math.max(...started.map(({ startedAt = now }) => startedAt)) + trustedAfter;
}

function remember({ started, stopped }: Sight, plan: Rollout, ctx: Ctx, healthy: boolean): Memo {
  const memo = memoOf(ctx.memo);
  const since = memo.since ?? earliest([...started, ...stopped].map(({ createdAt }) => createdAt));
  return {
    stopped: [...new Set([...memo.stopped, ...stopped.map(({ id }) => id)])].slice(-mostStopped),
    tasks: healthy ? started.map(({ arn }) => arn) : [],
    ...(healthy ? { healthyAt: healthySince(started, plan, memo, ctx.now) } : {}),
    ...(since === undefined ? {} : { since }),
  };
}

/** The reason that two or more of these share, if any. */
const repeated = (causes: readonly string[]): boolean => new Set(causes).size < causes.length;

function evidenceOf({ started }: Sight, plan: Rollout, causes: readonly string[]): JsonObject {
  const images = imagesOf(started);
  const changed = images.filter((image) => !plan.images.includes(image));
  return {
    tasks: started.map(({ arn }) => shortName(arn)),
    stopped: [...new Set(causes)].slice(0, 5),
    ...(plan.images.length > 0 && changed.length > 0 ? { 'other images than before': changed } : {}),
  };
}

/** @param shown id of the deployment that is waited for, where this poll or one before it shows it */
export function watch(sight: Sight, plan: Rollout, ctx: Ctx, shown?: string): Watched {
  const { service, started, stopped } = sight;
  const well = started.filter((task) => isHealthy(task, plan.checked, ctx.now));
  const healthy = well.length === service.desired && started.length === service.desired;
  const remembered = remember(sight, plan, ctx, healthy);
  const memo = shown === undefined ? remembered : { ...remembered, deployment: shown };
  const causes = stopped.map(causeOf);
  const complains = healthy ? undefined : complaint(service, ctx);
  const facts = [
    `${well.length} of ${service.desired} new tasks healthy`,
    ...(memo.stopped.length > 0 ? [`${memo.stopped.length} stopped: ${causes.at(-1) ?? 'no longer told why'}`] : []),
    ...(complains === undefined ? [] : [complains]),
  ];
  return {
    memo,
    healthy,
    slow: memo.stopped.length >= 3 || repeated(causes) || complains !== undefined,
    say: (state, why) => ({
      state,
      progress: [...(why === undefined ? [] : [why]), ...facts].join(' · '),
      evidence: evidenceOf(sight, plan, causes),
      ...(state === 'ok' && memo.healthyAt !== undefined ? { at: memo.healthyAt } : {}),
      ...(memo.since === undefined ? {} : { since: memo.since }),
      memo,
    }),
  };
}

import type { Json } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { Ctx, Reconciled, Verified } from '../contract.ts';
import { healthyAtOf } from '../healthy-at.ts';
import type { ServiceDeploymentState } from '../ports/service-deployment.ts';
import type { Read } from '../ports.ts';
import { parser } from '../schema.ts';
import { type HookMemory, waits } from './memory.ts';

const answers = { continue: 'SUCCEEDED', 'roll-back': 'FAILED' } as const;

/** What a hook became tells: the answer is absolute, so whoever gave the same one reached the goal. */
export async function reconcileHook(plan: HookMemory, n: number, read: Read): Promise<Reconciled> {
  const now = await read.ecs.serviceDeployment(plan.deployment);
  const hook = now?.hooks.find(({ id }) => id === plan.hooks[n]);
  if (!hook) return { outcome: 'unknown', evidence: 'ECS does not show the hook any more' };
  const evidence = `The hook is ${hook.status}`;
  if (waits(hook)) return { outcome: 'not-applied', evidence };
  return hook.status === answers[plan.do]
    ? { outcome: 'applied', evidence, receipt: {} }
    : { outcome: 'by-other', evidence };
}

interface Verdict {
  readonly state: Verified['state'];
  readonly why: string;
}

const ended: Readonly<Record<HookMemory['do'], Readonly<Record<string, Verdict['state']>>>> = {
  continue: { SUCCESSFUL: 'ok', STOPPED: 'superseded', ROLLBACK_SUCCESSFUL: 'failed', ROLLBACK_FAILED: 'failed' },
  'roll-back': {
    SUCCESSFUL: 'superseded',
    STOPPED: 'superseded',
    ROLLBACK_SUCCESSFUL: 'ok',
    ROLLBACK_FAILED: 'failed',
  },
};

/** A deployment that goes on past the hooks that were answered: at another stage, or waiting there for other hooks. */
const isPast = (plan: HookMemory, { stage, hooks }: ServiceDeploymentState): boolean => {
  const mine = hooks.filter(({ id }) => plan.hooks.includes(id));
  if (mine.some(waits)) return false;
  return stage !== plan.stage || hooks.some((hook) => waits(hook) && !plan.hooks.includes(hook.id));
};

function judge(plan: HookMemory, now: ServiceDeploymentState): Verdict {
  const why = [now.status, ...(now.stage === undefined ? [] : [`at ${now.stage}`])].join(' ');
  const state = ended[plan.do][now.status];
  const reason = now.reason === '' ? why : `${why}: ${now.reason}`;
  if (state !== undefined) return { state, why: reason };
  const goesBack = now.status.startsWith('ROLLBACK');
  if (plan.do === 'roll-back') return { state: 'pending', why };
  if (goesBack) return { state: 'failed', why: reason };
  return { state: isPast(plan, now) ? 'ok' : 'pending', why };
}

const parse = parser(Type.Object({ reached: Type.Optional(Type.String()) }));

/** The stage or the status that was reached, as the memo has it. */
export function reachedOf(memo: Json | undefined): string | undefined {
  const parsed = parse(memo ?? {});
  return parsed.ok ? parsed.value.reached : undefined;
}

/** Continued: the next stage is reached. Rolled back: ECS says that it was successful. */
export async function judgeHook(plan: HookMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const [service, now] = await Promise.all([
    read.ecs.service(plan.cluster, plan.service),
    read.ecs.serviceDeployment(plan.deployment),
  ]);
  if (!service || !now) return { state: 'failed', progress: `${plan.service} or its deployment is gone`, evidence: {} };
  if (service.serviceDeployment !== plan.deployment)
    return { state: 'superseded', progress: 'Somebody started another deployment', evidence: {} };
  const { state, why } = judge(plan, now);
  const said = { state, progress: why, evidence: { status: now.status, stage: now.stage ?? '' } };
  if (state !== 'ok') return { ...said, memo: {} };
  const at = healthyAtOf(ctx.memo) ?? ctx.now;
  return { ...said, at, memo: { healthyAt: at, reached: reachedOf(ctx.memo) ?? stageOrStatus(now) } };
}

const stageOrStatus = ({ status, stage }: ServiceDeploymentState): string =>
  status === 'IN_PROGRESS' ? (stage ?? status) : status;

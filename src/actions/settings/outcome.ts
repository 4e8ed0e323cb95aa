import { canonical, type JsonObject } from '#domain/json.ts';
import type { Ctx, Journal, Reconciled, Verified } from '../contract.ts';
import { primaryOf } from '../ecs-words.ts';
import { heldSince } from '../healthy-at.ts';
import type { Read } from '../ports.ts';
import { judgeRollout } from '../rollout/judge.ts';
import { reconcileRollout } from '../rollout/reconcile.ts';
import type { SettingsMemory } from './memory.ts';
import { type Settings, settingNames, settingsOf, startsDeployment } from './settings.ts';
import { settingsInWords } from './words.ts';

/** How long a read of ECS may still show what was before a change. */
const staleFor = 60_000;

const same = (now: Settings, wanted: Settings): boolean =>
  settingNames.every((name) => !(name in wanted) || canonical(now[name]) === canonical(wanted[name]));

/** All values are absolute: whoever set them, the goal is reached. */
export async function reconcileSettings(plan: SettingsMemory, read: Read, journal: Journal): Promise<Reconciled> {
  const service = await read.ecs.service(plan.cluster, plan.service);
  if (!service) return { outcome: 'unknown', evidence: `${plan.service} is gone` };
  const now = settingsOf(service);
  const evidence = settingsInWords(now, plan.after);
  if (!same(now, plan.after)) return { outcome: same(now, plan.before) ? 'not-applied' : 'by-other', evidence };
  if (plan.rolls) return reconcileRollout(plan, read, journal);
  const started = startsDeployment(plan.after) ? { deployment: primaryOf(service)?.id ?? '' } : {};
  return { outcome: 'applied', evidence, receipt: started };
}

/** The settings are as they shall be; where that started a deployment, it is completed and healthy. */
export async function judgeSettings(plan: SettingsMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const service = await read.ecs.service(plan.cluster, plan.service);
  if (!service) return { state: 'failed', progress: `${plan.service} is gone`, evidence: {} };
  const now = settingsOf(service);
  const progress = settingsInWords(now, plan.after);
  const evidence: JsonObject = { settings: progress };
  if (!same(now, plan.after)) {
    const isUnseen = same(now, plan.before) && ctx.now - (ctx.since ?? ctx.now) < staleFor;
    return { state: isUnseen ? 'pending' : 'superseded', progress, evidence, memo: {} };
  }
  if (!plan.rolls) return { state: 'ok', progress, evidence, ...heldSince(ctx) };
  return judgeRollout(plan, String(ctx.receipts[0]?.['deployment'] ?? ''), read, ctx);
}

import type { Ctx, Verified } from '../contract.ts';
import type { Secret } from '../ports/secrets-read.ts';
import type { Read } from '../ports.ts';
import type { RotationMemory } from './rotation-memory.ts';
import { currentStage, holderOf, onVersion, shortVersion } from './state.ts';

/** Functions that rotate take seconds, and are tried again when they fail; a label that waits longer than this is stuck. */
const stuckAfter = 10 * 60_000;

const labels = (secret: Secret) => ({
  current: holderOf(secret, currentStage),
  rotating: holderOf(secret, 'AWSPENDING'),
});

/** The new version is current once the function has tried it; until then it has AWSPENDING. */
export async function judgeRotationOf(plan: RotationMemory, { secrets }: Read, ctx: Ctx): Promise<Verified> {
  const secret = await secrets.secret(plan.arn);
  if (!secret) return { state: 'failed', progress: `${plan.name} is gone`, evidence: {} };
  const { current, rotating } = labels(secret);
  const found = {
    progress: `AWSCURRENT ${onVersion(current)} · AWSPENDING ${onVersion(rotating)}`,
    evidence: { AWSCURRENT: current ?? null, AWSPENDING: rotating ?? null },
  };
  if (current === plan.version) return { ...found, state: 'ok', at: secret.modifiedAt };
  if (current !== plan.previous)
    return { ...found, state: 'superseded', progress: `somebody wrote another value: ${found.progress}` };
  if (secret.rotatedBy === undefined)
    return { ...found, state: 'superseded', progress: `somebody turned its rotation off: ${found.progress}` };
  if (ctx.since === undefined || ctx.now - ctx.since < stuckAfter) return { ...found, state: 'pending' };
  return {
    ...found,
    state: 'failed',
    progress: `${plan.by} has not finished: ${found.progress}. Its log says why; no other rotation begins before AWSPENDING is taken off version ${shortVersion(rotating ?? plan.version)}.`,
  };
}

import type { Ctx, Reconciled, Verified } from '../contract.ts';
import { heldSince } from '../healthy-at.ts';
import type { Read } from '../ports.ts';
import { judgeScale, reconcileScale } from '../scale/outcome.ts';
import type { ParkedService, ParkMemory } from './memory.ts';
import { type Step, stepsOf } from './steps.ts';
import { activeOf, ours, type Tags } from './tags.ts';

/** All of what is sought is absolute, so what is found decides: whoever did it, the goal of the request is reached. */
const outcomeOf = (now: string, wanted: string, before: string): Reconciled['outcome'] => {
  if (now === wanted) return 'applied';
  return now === before ? 'not-applied' : 'by-other';
};

const found = (outcome: Reconciled['outcome'], evidence: string): Reconciled => ({
  outcome,
  evidence,
  ...(outcome === 'applied' ? { receipt: {} } : {}),
});

const inWords = (tags: Tags): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join(', ') || 'none';

async function reconcileTags({ scale, tags }: ParkedService, read: Read): Promise<Reconciled> {
  const now = inWords(ours(await read.ecs.tags(scale.arn)));
  const outcome = outcomeOf(now, inWords(tags.after), inWords(tags.before));
  return found(outcome, `Tags of ${scale.service}: ${now}`);
}

async function reconcileScaling({ scale, scaling }: ParkedService, read: Read): Promise<Reconciled> {
  const target = await read.scaling.target(scale.cluster, scale.service);
  if (!target || !scaling) return found('unknown', `Nothing scales ${scale.service} any more`);
  const now = activeOf(target.suspended);
  const outcome = outcomeOf(now, activeOf(scaling.after), activeOf(scaling.before));
  return found(outcome, `Active of the scaling of ${scale.service}: ${now || 'nothing'}`);
}

const reconcilers: Readonly<Record<Step['kind'], (of: ParkedService, read: Read) => Promise<Reconciled>>> = {
  tag: reconcileTags,
  untag: reconcileTags,
  scaling: reconcileScaling,
  count: ({ scale }, read) => reconcileScale(scale, read),
};

export async function reconcilePark(plan: ParkMemory, n: number, read: Read): Promise<Reconciled> {
  const step = stepsOf(plan)[n];
  if (!step) return { outcome: 'unknown', evidence: `There is no request ${n + 1}` };
  return reconcilers[step.kind](step.of, read);
}

/** Worst first. */
const states = ['superseded', 'failed', 'slow', 'pending', 'ok'] as const;

/** Each service runs as many healthy tasks as it shall; those that do not yet are named. */
export async function judgePark({ services }: ParkMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const verdicts = await Promise.all(services.map(({ scale }) => judgeScale(scale, read, ctx)));
  const state = states.find((each) => verdicts.some((verdict) => verdict.state === each)) ?? 'ok';
  const open = services.flatMap(({ scale: { service } }, n) =>
    state === 'ok' || verdicts[n]?.state !== 'ok' ? [`${service}: ${verdicts[n]?.progress}`] : [],
  );
  const starts = verdicts.flatMap(({ since }) => since ?? []);
  return {
    state,
    progress: open.join('; '),
    evidence: Object.fromEntries(services.map(({ scale }, n) => [scale.service, verdicts[n]?.progress ?? ''])),
    ...(starts.length > 0 ? { since: Math.min(...starts) } : {}),
    ...(state === 'ok' ? heldSince(ctx) : { memo: {} }),
  };
}

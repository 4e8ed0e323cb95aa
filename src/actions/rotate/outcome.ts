import type { Ctx, Journal, Reconciled, Verified } from '../contract.ts';
import type { Read } from '../ports.ts';
import type { RotateMemory } from './memory.ts';
import { type ParameterState, readParameter, versionWith } from './state.ts';

/** PutParameter has no token: the next version is ours if the session that wrote it is. */
function reconcilePut(plan: RotateMemory, { versions }: ParameterState, journal: Journal): Reconciled {
  const next = versions.find(({ version }) => version === plan.version + 1);
  if (!next) return { outcome: 'not-applied', evidence: `The newest version is still ${plan.version}` };
  const evidence = `Version ${next.version} was written by ${next.modifiedBy}`;
  if (!next.modifiedBy.includes(journal.sessionName)) return { outcome: 'by-other', evidence };
  return { outcome: 'applied', evidence, receipt: { version: next.version } };
}

function reconcileLabel(state: ParameterState, label: string, isThere: (version: number) => boolean): Reconciled {
  const at = versionWith(state, label);
  if (at === undefined || !isThere(at))
    return {
      outcome: 'not-applied',
      evidence: `Label ${label} is on ${at === undefined ? 'no version' : `version ${at}`}`,
    };
  return { outcome: 'applied', evidence: `Label ${label} is on version ${at}`, receipt: { version: at } };
}

export async function reconcileRotation(
  plan: RotateMemory,
  n: number,
  read: Read,
  journal: Journal,
): Promise<Reconciled> {
  const state = await readParameter(plan.name, read);
  if (!state) return { outcome: 'unknown', evidence: `${plan.name} is gone` };
  if (n === 0) return reconcilePut(plan, state, journal);
  if (n === 1) return reconcileLabel(state, plan.current, (version) => version > plan.version);
  return reconcileLabel(state, plan.previous, (version) => version === plan.inUse);
}

/** The version that we wrote is the newest, and both labels are where they should be. */
export async function judgeRotation(plan: RotateMemory, read: Read, { receipts }: Ctx): Promise<Verified> {
  const state = await readParameter(plan.name, read);
  if (!state) return { state: 'failed', progress: `${plan.name} is gone`, evidence: {} };
  const ours = Number(receipts[0]?.['version'] ?? plan.version + 1);
  const { version, modifiedAt, modifiedBy } = state.parameter;
  const current = versionWith(state, plan.current);
  const previous = versionWith(state, plan.previous);
  const on = (label: string, at: number | undefined): string => `${label} on ${at === undefined ? 'no version' : at}`;
  const found = {
    progress: `version ${version} · ${on(plan.current, current)} · ${on(plan.previous, previous)}`,
    evidence: { version, [plan.current]: current ?? null, [plan.previous]: previous ?? null },
  };
  if (version > ours)
    return { ...found, state: 'superseded', progress: `${modifiedBy} wrote version ${version} · ${found.progress}` };
  if (version === ours && current === ours && previous === plan.inUse) return { ...found, state: 'ok', at: modifiedAt };
  return { ...found, state: 'pending' };
}

import type { Reconciled, Verified } from '../contract.ts';
import type { Read } from '../ports.ts';
import type { PutMemory } from './put-memory.ts';
import { shortVersion } from './state.ts';

/** The token is the version's id: there is either a version of this id, and it is ours, or none. */
export async function reconcileVersion(version: string, arn: string, { secrets }: Read): Promise<Reconciled> {
  const isThere = (await secrets.versions(arn)).some(({ id }) => id === version);
  if (!isThere) return { outcome: 'not-applied', evidence: `There is no version ${shortVersion(version)}` };
  return { outcome: 'applied', evidence: `Version ${shortVersion(version)} is there`, receipt: { version } };
}

export async function judgePut({ arn, version, stage }: PutMemory, { secrets }: Read): Promise<Verified> {
  const versions = await secrets.versions(arn);
  const ours = versions.find(({ id }) => id === version);
  if (!ours) return { state: 'pending', progress: `version ${shortVersion(version)} is not there yet`, evidence: {} };
  const holder = versions.find(({ stages }) => stages.includes(stage))?.id;
  const progress = `${stage} on ${holder === undefined ? 'no version' : shortVersion(holder)}`;
  const found = { progress, evidence: { version, [stage]: holder ?? null } };
  if (holder === version) return { ...found, state: 'ok', at: ours.createdAt };
  return { ...found, state: 'superseded', progress: `somebody moved the label: ${progress}` };
}

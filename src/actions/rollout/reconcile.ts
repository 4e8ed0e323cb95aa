import type { JsonObject } from '#domain/json.ts';
import type { Journal, Reconciled } from '../contract.ts';
import type { Read } from '../ports.ts';
import { confirmedByTrail } from '../trail.ts';
import { deploymentInWords } from './judge.ts';
import type { Rollout } from './rollout.ts';
import { skew, younger } from './younger.ts';

/** What is kept of UpdateService's answer: the id of the deployment that it started. */
export function startedDeployment(answer: JsonObject): JsonObject {
  const { service } = answer as { service?: { deployments?: { id?: string; status?: string }[] } };
  return { deployment: service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? '' };
}

/** UpdateService has no token: a deployment that is younger than our call, of the same task definition, reached the goal, whoever asked for it. */
export async function reconcileRollout(plan: Rollout, read: Read, journal: Journal): Promise<Reconciled> {
  const service = await read.ecs.service(plan.cluster, plan.service);
  if (!service) return { outcome: 'unknown', evidence: `${plan.service} is gone` };
  const { ours, others } = younger(service, plan, journal.begunAt);
  if (ours) {
    const created = `Deployment ${ours.id} was created at ${new Date(ours.createdAt).toISOString()}`;
    const evidence = `${created}${await confirmedByTrail('UpdateService', journal.begunAt - skew, read, journal)}`;
    return { outcome: 'applied', evidence, receipt: { deployment: ours.id } };
  }
  const [other] = others;
  if (other) return { outcome: 'by-other', evidence: `The newest deployment is ${deploymentInWords(other)}` };
  return { outcome: 'not-applied', evidence: `Deployment now: ${plan.primary} (unchanged)` };
}

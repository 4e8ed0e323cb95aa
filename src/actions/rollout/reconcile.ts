import type { JsonObject } from '#domain/json.ts';
import type { Journal, Reconciled } from '../contract.ts';
import type { Read } from '../ports.ts';
import { confirmedByTrail } from '../trail.ts';
import { deploymentInWords, isRollback } from './judge.ts';
import type { Rollout } from './rollout.ts';

/** Milliseconds by which AWS's clock and ours may differ. */
const skew = 5_000;

/** What is kept of UpdateService's answer: the id of the deployment that it started. */
export function startedDeployment(answer: JsonObject): JsonObject {
  const { service } = answer as { service?: { deployments?: { id?: string; status?: string }[] } };
  return { deployment: service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? '' };
}

/** UpdateService has no token: a deployment that is younger than our call, of the same task definition, reached the goal, whoever asked for it. */
export async function reconcileRollout(plan: Rollout, read: Read, journal: Journal): Promise<Reconciled> {
  const service = await read.ecs.service(plan.cluster, plan.service);
  if (!service) return { outcome: 'unknown', evidence: `${plan.service} is gone` };
  const from = journal.begunAt - skew;
  const younger = service.deployments.filter(({ id, createdAt }) => id !== plan.primary && createdAt >= from);
  const ours = younger.find((each) => each.taskDefinition === plan.taskDefinition && !isRollback(each));
  if (ours) {
    const created = `Deployment ${ours.id} was created at ${new Date(ours.createdAt).toISOString()}`;
    const evidence = `${created}${await confirmedByTrail('UpdateService', from, read, journal)}`;
    return { outcome: 'applied', evidence, receipt: { deployment: ours.id } };
  }
  const [other] = younger;
  if (other) return { outcome: 'by-other', evidence: `The newest deployment is ${deploymentInWords(other)}` };
  return { outcome: 'not-applied', evidence: `Deployment now: ${plan.primary} (unchanged)` };
}

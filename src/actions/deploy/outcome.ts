import type { JsonObject } from '#domain/json.ts';
import type { Ctx, Journal, Ready, Reconciled, Verified } from '../contract.ts';
import { primaryOf, shortName } from '../ecs-words.ts';
import type { Read } from '../ports.ts';
import { judgeRollout } from '../rollout/judge.ts';
import { reconcileRollout, startedDeployment } from '../rollout/reconcile.ts';
import type { Rollout } from '../rollout/rollout.ts';
import { familyAndRevision } from './arn.ts';
import type { DeployMemory } from './memory.ts';
import { runTag } from './requests.ts';

/** Newest revisions of the family among which ours is looked for. */
const looked = 10;

/** A new image is meant to be another, so none is expected. */
const rolloutOf = ({ cluster, service, primary, checked }: DeployMemory, taskDefinition: string): Rollout => ({
  cluster,
  service,
  primary,
  checked,
  taskDefinition,
  images: [],
});

export function deployReceipt(answer: JsonObject): JsonObject {
  const { taskDefinition } = answer as { taskDefinition?: { taskDefinitionArn?: string } };
  return taskDefinition ? { task_definition: taskDefinition.taskDefinitionArn ?? '' } : startedDeployment(answer);
}

/** The revision that carries our tag, among those registered since this was planned. */
export async function ours(
  { family, newest, tag }: Pick<DeployMemory, 'family' | 'newest' | 'tag'>,
  read: Read,
): Promise<string | undefined> {
  const arns = await read.ecs.listRevisions(family, looked);
  for (const arn of arns.filter((each) => familyAndRevision(each).revision > newest)) {
    const definition = await read.ecs.definition(arn);
    if (definition?.tags.some(({ key, value }) => key === runTag && value === tag)) return arn;
  }
  return undefined;
}

/** What is deployed, as far as it is there. */
const deployed = async (plan: DeployMemory, read: Read): Promise<string | undefined> =>
  plan.existing ?? ours(plan, read);

export async function reconcileDeploy(
  plan: DeployMemory,
  n: number,
  read: Read,
  journal: Journal,
): Promise<Reconciled> {
  const arn = await deployed(plan, read);
  if (arn === undefined)
    return { outcome: 'not-applied', evidence: `No revision of ${plan.family} carries ${runTag}=${plan.tag}` };
  const registers = plan.existing === undefined && n === 0;
  if (!registers) return reconcileRollout(rolloutOf(plan, arn), read, journal);
  return {
    outcome: 'applied',
    evidence: `${shortName(arn)} carries ${runTag}=${plan.tag}`,
    receipt: { task_definition: arn },
  };
}

/** ARN that the answer to the registration gave, or that was there before. */
export const deployedBy = ({ existing }: DeployMemory, receipts: readonly JsonObject[]): string =>
  existing ?? String(receipts[0]?.['task_definition'] ?? '');

/** Between registering and deploying nobody else may have deployed. */
export async function readyToDeploy(plan: DeployMemory, read: Read, receipts: readonly JsonObject[]): Promise<Ready> {
  if (deployedBy(plan, receipts) === '')
    return {
      stop: `No answer told which revision of ${plan.family} was registered, so none is deployed. Retry registers it again.`,
    };
  const service = await read.ecs.service(plan.cluster, plan.service);
  const now = service && primaryOf(service);
  if (now?.id === plan.primary) return 'go';
  return {
    stop: now ? `Somebody else deployed ${now.id} with ${shortName(now.taskDefinition)}` : `${plan.service} is gone`,
  };
}

export const judgeDeploy = (plan: DeployMemory, read: Read, ctx: Ctx): Promise<Verified> =>
  judgeRollout(
    rolloutOf(plan, deployedBy(plan, ctx.receipts)),
    String(ctx.receipts.at(-1)?.['deployment'] ?? ''),
    read,
    ctx,
  );

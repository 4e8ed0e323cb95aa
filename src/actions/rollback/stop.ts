import type { Ctx, IamStatement, Planned, Reconciled, Verified } from '../contract.ts';
import { refused, type Unasked } from '../define.ts';
import { primaryOf, shortName, tasksInWords } from '../ecs-words.ts';
import { hasHealthCheck } from '../health.ts';
import type { Deployment, EcsServiceState, Read } from '../ports.ts';
import { judgeRollout } from '../rollout/judge.ts';
import { isRollback } from '../rollout/younger.ts';
import type { RollbackMemory, StopMemory } from './memory.ts';

/** The deployment that a rollback would stop. */
export function goingOn(service: EcsServiceState): Deployment | undefined {
  const primary = primaryOf(service);
  return primary?.rollout === 'IN_PROGRESS' ? primary : undefined;
}

/** ARN of what the newest deployment that succeeded ran, other than the one that goes on. */
async function earlier({ cluster, service }: Asked, name: Deployment, read: Read): Promise<string | undefined> {
  const [, ...succeeded] = await read.ecs.revisions(cluster, service.name);
  const other = service.deployments.find(({ id }) => id !== name.id);
  return succeeded[0]?.taskDefinition ?? other?.taskDefinition;
}

interface Asked {
  /** As the author named it. */
  readonly cluster: string;
  readonly service: EcsServiceState;
}

const planned = (plan: StopMemory, { desired, cluster }: EcsServiceState): Planned & { plan: RollbackMemory } => ({
  plan: { stop: plan },
  changes: [
    { target: plan.service, what: `deployment ${plan.primary} stopped; ECS goes back` },
    { target: plan.service, what: 'task definition', before: shortName(plan.before), after: shortName(plan.back) },
  ],
  requests: [
    {
      service: 'ecs',
      operation: 'StopServiceDeployment',
      params: { serviceDeploymentArn: plan.serviceDeployment, stopType: 'ROLLBACK' },
    },
  ],
  targets: [plan.arn],
  guarded: { 'primary deployment': plan.primary, 'task definition': shortName(plan.before) },
  blastRadius: `${tasksInWords(desired)} of ${plan.service} in ${shortName(cluster)}`,
  warnings: [],
  undo: `${shortName(plan.before)} is deployed to ${plan.service} again.`,
});

export async function planStop(
  asked: Asked,
  primary: Deployment,
  read: Read,
): Promise<(Planned & { readonly plan: RollbackMemory }) | Unasked> {
  const { cluster, service } = asked;
  const { name, arn, serviceDeployment } = service;
  if (isRollback(primary)) return refused(`ECS goes back to ${shortName(primary.taskDefinition)} already.`);
  if (serviceDeployment === undefined)
    return refused(`ECS shows no service deployment of ${name} that could be stopped.`);
  const back = await earlier(asked, primary, read);
  if (back === undefined) return refused(`No earlier deployment of ${name} succeeded that ECS could go back to.`);
  const checked = hasHealthCheck(await read.ecs.taskDefinition(back));
  const { id, taskDefinition: before } = primary;
  return planned({ cluster, service: name, arn, serviceDeployment, primary: id, before, back, checked }, service);
}

/** Stopping it again changes nothing, so its status alone tells. */
export async function reconcileStopping({ serviceDeployment: arn }: StopMemory, read: Read): Promise<Reconciled> {
  const found = await read.ecs.serviceDeployment(arn);
  const evidence = `The service deployment is ${found?.status ?? 'gone'}`;
  if (!found) return { outcome: 'unknown', evidence };
  if (found.status.startsWith('ROLLBACK'))
    return { outcome: 'applied', evidence, receipt: { service_deployment: arn } };
  const goesOn = found.status === 'PENDING' || found.status === 'IN_PROGRESS';
  return { outcome: goesOn ? 'not-applied' : 'by-other', evidence };
}

/** ECS goes back by one more deployment, under the same service deployment; that one has to complete. */
export async function judgeStopping(plan: StopMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const [service, record] = await Promise.all([
    read.ecs.service(plan.cluster, plan.service),
    read.ecs.serviceDeployment(plan.serviceDeployment),
  ]);
  const primary = service && primaryOf(service);
  const status = record?.status ?? 'gone';
  if (status === 'ROLLBACK_FAILED')
    return { state: 'failed', progress: `The rollback failed: ${record?.reason}`, evidence: { status } };
  if (status === 'STOPPED' || status === 'SUCCESSFUL')
    return { state: 'superseded', progress: `The service deployment is ${status}`, evidence: { status } };
  if (primary?.id === plan.primary)
    return { state: 'pending', progress: `ECS has not gone back yet: ${status}`, evidence: { status } };
  const rollout = { ...plan, taskDefinition: plan.back, images: [] };
  return judgeRollout(rollout, primary?.id ?? '', read, ctx);
}

/** Both are asked for. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
export const stopPermissions = ({ arn, serviceDeployment }: StopMemory): readonly IamStatement[] => [
  { Effect: 'Allow', Action: ['ecs:StopServiceDeployment'], Resource: [arn, serviceDeployment] },
];

import { Type } from '#domain/type.ts';
import type { Planned } from '../contract.ts';
import { defineAction, refused, type Unasked } from '../define.ts';
import type { DeployMemory } from '../deploy/memory.ts';
import { deployedBy, deployReceipt, judgeDeploy, readyToDeploy, reconcileDeploy } from '../deploy/outcome.ts';
import { planDeploy, undoDeploy } from '../deploy/plan.ts';
import { readSubject } from '../deploy/prepare.ts';
import { deployPermissions } from '../deploy/requests.ts';
import { chooseEarlier } from '../rollback/choose.ts';
import { type RollbackMemory, rollbackMemory, type StopMemory } from '../rollback/memory.ts';
import { goingOn, judgeStopping, planStop, reconcileStopping, stopPermissions } from '../rollback/stop.ts';

const input = Type.Object(
  {
    cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
    service: Type.String({ description: 'Name of the service.' }),
    to: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Revision to go back to, `api:6`; the newest earlier one that succeeded by default.',
      }),
    ),
  },
  { additionalProperties: false },
);

type Way<T> = { readonly stop: (plan: StopMemory) => T; readonly deploy: (plan: DeployMemory) => T };

/** Which of the two ways was planned. */
const by = <T>(plan: RollbackMemory, way: Way<T>): T =>
  'stop' in plan ? way.stop(plan.stop) : way.deploy(plan.deploy);

const wrapped = (planned: (Planned & { readonly plan: DeployMemory }) | Unasked, warnings: readonly string[]) =>
  'arn' in planned.plan
    ? { ...planned, plan: { deploy: planned.plan as DeployMemory }, warnings: [...warnings, ...planned.warnings] }
    : (planned as Unasked);

export default defineAction({
  meta: {
    id: 'ecs.rollback',
    version: 1,
    summary: 'Go back to what a service ran before, to the very images.',
    risk: 'changes',
    repeat: 'unsafe',
    timeout: 20 * 60_000,
    settle: 30_000,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/ecs.rollback.md',
  },
  input,
  memory: rollbackMemory,
  outputs: {
    task_definition: { schema: Type.String(), known: 'apply' },
    previous: { schema: Type.String(), known: 'plan' },
  },

  async plan({ cluster, service: name, to }, read, ctx) {
    const service = await read.ecs.service(cluster, name);
    if (!service) return refused(`There is no service ${name} in ${cluster}.`);
    const primary = goingOn(service);
    if (primary && to === undefined) return planStop({ cluster, service }, primary, read);
    const subject = await readSubject({ cluster, service: name }, read, ctx);
    if (typeof subject === 'string') return refused(subject);
    const earlier = await chooseEarlier({ cluster, service: name, ...(to === undefined ? {} : { to }) }, read, ctx);
    if (typeof earlier === 'string') return refused(earlier);
    return wrapped(await planDeploy(subject, earlier.next, { cluster, read, ctx }), earlier.warnings);
  },
  ready: (plan, _, read, { receipts }) =>
    by(plan, { stop: async () => 'go' as const, deploy: (deploy) => readyToDeploy(deploy, read, receipts) }),
  receipt: (_, answer) =>
    'serviceDeploymentArn' in answer
      ? { service_deployment: answer['serviceDeploymentArn'] ?? '' }
      : deployReceipt(answer),
  reconcile: (plan, n, read, journal) =>
    by(plan, {
      stop: (stop) => reconcileStopping(stop, read),
      deploy: (deploy) => reconcileDeploy(deploy, n, read, journal),
    }),
  verify: (plan, read, ctx) =>
    by(plan, {
      stop: (stop) => judgeStopping(stop, read, ctx),
      deploy: (deploy) => judgeDeploy(deploy, read, ctx),
    }),
  results: (plan, receipts) =>
    by(plan, {
      stop: ({ before, back }) => ({ previous: before, task_definition: back }),
      deploy: (deploy) => ({
        previous: deploy.before,
        ...(receipts.length === 0 ? {} : { task_definition: deployedBy(deploy, receipts) }),
      }),
    }),
  undo: (plan) =>
    undoDeploy(by<Pick<DeployMemory, 'cluster' | 'service' | 'before'>>(plan, { stop: (s) => s, deploy: (d) => d })),
  iam: (plan) => by(plan, { stop: stopPermissions, deploy: deployPermissions }),
});

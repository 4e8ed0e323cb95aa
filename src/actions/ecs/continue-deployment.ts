import { Type } from '#domain/type.ts';
import type { Change, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { primaryOf, shortName } from '../ecs-words.ts';
import { type HookMemory, hookMemory, waits } from '../hooks/memory.ts';
import { judgeHook, reachedOf, reconcileHook } from '../hooks/outcome.ts';
import type { ServiceDeploymentState } from '../ports/service-deployment.ts';
import type { EcsServiceState, Read, TaskDefinition } from '../ports.ts';

interface Found {
  readonly service: EcsServiceState;
  readonly deployment: ServiceDeploymentState;
  /** What ran until now, and what is being deployed. */
  readonly from: TaskDefinition | undefined;
  readonly to: TaskDefinition | undefined;
}

/** @returns why there is nothing to answer, as a text */
async function find(cluster: string, name: string, read: Read): Promise<Found | string> {
  const service = await read.ecs.service(cluster, name);
  if (!service) return `There is no service ${name} in ${cluster}.`;
  const deployment =
    service.serviceDeployment === undefined ? undefined : await read.ecs.serviceDeployment(service.serviceDeployment);
  if (!deployment) return `ECS shows no deployment of ${name} that could wait for an answer.`;
  if (deployment.status !== 'IN_PROGRESS' || !deployment.hooks.some(waits)) {
    const at = deployment.stage === undefined ? '' : ` at ${deployment.stage}`;
    return `The deployment of ${name} is ${deployment.status}${at}: nothing waits for an answer.`;
  }
  const primary = primaryOf(service);
  const older = service.deployments.find(({ id }) => id !== primary?.id);
  const [from, to] = await Promise.all(
    [older, primary].map(async (each) => (each ? read.ecs.taskDefinition(each.taskDefinition) : undefined)),
  );
  return { service, deployment, from, to };
}

const imageOf = (definition: TaskDefinition | undefined, container: string): string | undefined =>
  definition?.containers.find(({ name }) => name === container)?.image;

/** What the new tasks are, against the old ones. */
function difference({ service, from, to }: Found): readonly Change[] {
  const names = [...new Set([from, to].flatMap((each) => each?.containers.map(({ name }) => name) ?? []))];
  const images = names
    .map((name) => ({ name, before: imageOf(from, name), after: imageOf(to, name) }))
    .filter(({ before, after }) => before !== after);
  return [
    {
      target: service.name,
      what: 'task definition',
      ...(from ? { before: shortName(from.arn) } : {}),
      ...(to ? { after: shortName(to.arn) } : {}),
    },
    ...images.map(({ name, before = 'none', after = 'none' }) => ({
      target: service.name,
      what: `image of ${name}`,
      before,
      after,
    })),
  ];
}

const traffic = ({ target }: ServiceDeploymentState): string =>
  `${target?.testWeight ?? 0} % of test and ${target?.productionWeight ?? 0} % of production traffic`;

const then = { CONTINUE: 'continues it', ROLLBACK: 'rolls it back' } as const;

const deadlines = ({ hooks }: ServiceDeploymentState): readonly string[] =>
  hooks.filter(waits).flatMap(({ expiresAt, timeoutAction }) => {
    if (expiresAt === undefined) return [];
    const at = new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' ');
    return [`If nobody answers until ${at} UTC, ECS ${then[timeoutAction]}.`];
  });

const undo =
  'What a deployment did after an answer is not taken back by another answer: roll it back, or deploy the earlier revision.';

function planned(found: Found, plan: HookMemory): Planned & { readonly plan: HookMemory } {
  const { service, deployment } = found;
  const goesOn = plan.do === 'continue';
  return {
    plan,
    changes: [
      {
        target: service.name,
        what: `deployment that waits at ${plan.stage}, with ${traffic(deployment)} on the new tasks`,
        after: goesOn ? 'continued' : 'rolled back',
      },
      ...difference(found),
    ],
    requests: plan.hooks.map((hookId) => ({
      service: 'ecs',
      operation: 'ContinueServiceDeployment',
      params: { serviceDeploymentArn: plan.deployment, hookId, action: goesOn ? 'CONTINUE' : 'ROLLBACK' },
    })),
    targets: [service.arn],
    guarded: {
      deployment: shortName(plan.deployment),
      stage: plan.stage,
      traffic: traffic(deployment),
      'hooks that wait': plan.hooks,
    },
    blastRadius: `The deployment of ${service.name} in ${shortName(service.cluster)}, by ${deployment.strategy}`,
    warnings: deadlines(deployment),
    undo,
  };
}

export default defineAction({
  meta: {
    id: 'ecs.continue-deployment',
    version: 1,
    summary: 'Continue or roll back a deployment that ECS has paused for somebody to decide.',
    risk: 'changes',
    repeat: 'same-state',
    timeout: 15 * 60_000,
    settle: 0,
    undo: 'impossible',
    secrets: [],
    docs: 'docs/actions/ecs.continue-deployment.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
      do: Type.Enum(['continue', 'roll-back'], { description: 'What the deployment that waits shall do.' }),
      stage: Type.Optional(
        Type.String({ description: 'The lifecycle stage at which it must wait, such as POST_TEST_TRAFFIC_SHIFT.' }),
      ),
    },
    { additionalProperties: false },
  ),
  memory: hookMemory,
  outputs: {
    stage: { schema: Type.String(), known: 'plan' },
    reached: { schema: Type.String(), known: 'verify' },
  },

  async plan({ cluster, service: name, do: what, stage: expected }, read) {
    const found = await find(cluster, name, read);
    if (typeof found === 'string') return refused(found);
    const { deployment, service } = found;
    const { stage = 'an unknown stage' } = deployment;
    if (expected !== undefined && expected !== stage)
      return refused(`The deployment of ${name} waits at ${stage}, not at ${expected}.`);
    const hooks = deployment.hooks.filter(waits).map(({ id }) => id);
    return planned(found, {
      cluster,
      service: name,
      arn: service.arn,
      deployment: deployment.arn,
      do: what,
      stage,
      hooks,
    });
  },
  receipt: () => ({}),
  reconcile: (plan, n, read) => reconcileHook(plan, n, read),
  verify: judgeHook,
  results({ stage }, _, memo) {
    const reached = reachedOf(memo);
    return { stage, ...(reached === undefined ? {} : { reached }) };
  },
  undo: () => ({ none: undo }),
  iam: ({ arn, deployment }) => [
    { Effect: 'Allow', Action: ['ecs:ContinueServiceDeployment'], Resource: [arn, deployment] },
  ],
});

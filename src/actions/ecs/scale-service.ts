import { Type } from '#domain/type.ts';
import type { Planned } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import { shortName, tasksInWords } from '../ecs-words.ts';
import { healthyAtOf } from '../healthy-at.ts';
import { failing, type Herd, readHerd } from '../herd.ts';
import type { ScalableTarget } from '../ports/scaling-read.ts';
import type { Read } from '../ports.ts';
import { boundsInWords, mayMove, undoneBy } from '../scale/bounds.ts';
import { type ScaleMemory, scaleMemory } from '../scale/memory.ts';
import { judgeScale, reconcileScale } from '../scale/outcome.ts';

const input = Type.Object(
  {
    cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
    service: Type.String({ description: 'Name of the service.' }),
    desired: Type.Integer({ minimum: 0, maximum: 5_000, description: 'How many tasks it shall run.' }),
  },
  { additionalProperties: false },
);

/** Why this service has no count to be set. */
function refuse({ service: { name, scheduling, controller } }: Herd): string | undefined {
  if (scheduling === 'DAEMON') return `${name} is a DAEMON: it runs one task on every instance, and has no count.`;
  if (controller !== 'ECS') return `Deployments of ${name} are controlled by ${controller}, not by ECS.`;
  return undefined;
}

/** Tasks that ECS will not stop while it scales in. */
async function keptTasks({ service, running }: Herd, desired: number, read: Read): Promise<readonly string[]> {
  if (desired >= service.desired) return [];
  return read.ecs.protectedTasks(
    service.cluster,
    running.map(({ arn }) => arn),
  );
}

const keptInWords = (service: string, count: number): string =>
  `${tasksInWords(count)} of ${service} asked for protection from being stopped: ECS keeps ${count === 1 ? 'it' : 'them'}.`;

/** What is read beside the service itself. */
interface Around {
  /** Tasks that ECS will not stop. */
  readonly kept: readonly string[];
  readonly target: ScalableTarget | undefined;
}

function warnings(herd: Herd, { desired }: ScaleMemory, { kept, target }: Around): readonly string[] {
  const { service, primary } = herd;
  const ill = desired > 0 ? failing(herd) : undefined;
  const deploys = desired > 0 && primary.rollout === 'IN_PROGRESS';
  return [
    ...(desired === 0 ? [`Nothing of ${service.name} runs then.`] : []),
    ...(kept.length > desired ? [keptInWords(service.name, kept.length)] : []),
    ...(ill ? [`Take care: ${ill}. What ECS starts may fail too.`] : []),
    ...(deploys ? [`Deployment ${primary.id} is in progress: the count is proven only once it completes.`] : []),
    ...mayMove(target, service.name),
  ];
}

function blastRadius({ service }: Herd, { before, desired }: ScaleMemory): string {
  const count = Math.abs(desired - before);
  const tasks = `${count === 1 ? 'task' : 'tasks'} of ${service.name} in ${shortName(service.cluster)}`;
  return desired > before ? `${count} more ${tasks}` : `${count} fewer ${tasks}, of ${before}`;
}

const undoWords = ({ before }: ScaleMemory): string => `The desired count is set to ${before} again.`;

function planned(herd: Herd, plan: ScaleMemory, around: Around): Planned & { plan: ScaleMemory } {
  const { cluster, service, before, desired } = plan;
  return {
    plan,
    changes: [{ target: service, what: 'desired count', before: `${before}`, after: `${desired}` }],
    requests: [{ service: 'ecs', operation: 'UpdateService', params: { cluster, service, desiredCount: desired } }],
    targets: [plan.arn],
    guarded: {
      'primary deployment': plan.primary,
      'task definition': shortName(herd.service.taskDefinition),
      'desired count': before,
      ...(around.target ? { 'autoscaling bounds': boundsInWords(around.target) } : {}),
    },
    blastRadius: blastRadius(herd, plan),
    warnings: warnings(herd, plan, around),
    undo: undoWords(plan),
  };
}

export default defineAction({
  meta: {
    id: 'ecs.scale-service',
    version: 1,
    summary: 'Set how many tasks an ECS service runs.',
    risk: 'changes',
    repeat: 'same-state',
    timeout: 10 * 60_000,
    settle: 30_000,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/ecs.scale-service.md',
  },
  input,
  memory: scaleMemory,
  outputs: {
    before: { schema: Type.Integer(), known: 'plan' },
    after: { schema: Type.Integer(), known: 'verify' },
  },

  async plan({ cluster, service: name, desired }, read, ctx) {
    const herd = await readHerd(cluster, name, read, ctx);
    if (typeof herd === 'string') return refused(herd);
    const unfit = refuse(herd);
    if (unfit) return refused(unfit);
    const { arn, desired: before } = herd.service;
    if (before === desired) return nothingToDo(`The desired count of ${name} is ${desired} already.`);
    const target = await read.scaling.target(cluster, name);
    const undone = undoneBy(target, name, desired);
    if (undone) return refused(undone);
    const plan = { cluster, service: name, arn, primary: herd.primary.id, before, desired };
    return planned(herd, plan, { kept: await keptTasks(herd, desired, read), target });
  },
  receipt: (_, answer) => {
    const { service } = answer as { service?: { desiredCount?: number } };
    return { desired: service?.desiredCount ?? null };
  },
  reconcile: (plan, _, read) => reconcileScale(plan, read),
  verify: judgeScale,
  results: ({ before, desired }, _, memo) => ({
    before,
    ...(healthyAtOf(memo) === undefined ? {} : { after: desired }),
  }),
  undo: ({ cluster, service, before }) => ({
    action: 'ecs.scale-service',
    input: { cluster, service, desired: before },
  }),
  iam: ({ arn }) => [{ Effect: 'Allow', Action: ['ecs:UpdateService'], Resource: [arn] }],
});

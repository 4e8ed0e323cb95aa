import { Type } from '#domain/type.ts';
import type { Change, Ctx, IamStatement, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { deployReceipt } from '../deploy/outcome.ts';
import { shortName, shortTask } from '../ecs-words.ts';
import { shownImage } from '../images/shown.ts';
import type { Read } from '../ports.ts';
import { shownVariable } from '../redact.ts';
import { type Found, findTask } from '../run/find.ts';
import { type RunMemory, runMemory } from '../run/memory.ts';
import { type NewRevision, newRevision } from '../run/new-image.ts';
import { judgeRun, readyToRun, reconcileRun, runOutputs } from '../run/outcome.ts';
import { type Run, ran, runRequest, startedByOf, tooLong } from '../run/request.ts';

const undo = 'One task, not undone: what it does stays done.';
const together = 'Other single tasks of the family may run at the same time.';

const input = Type.Object(
  {
    cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
    task_definition: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'The revision to run: family:7, or its ARN. Without it, service is needed.',
      }),
    ),
    service: Type.Optional(
      Type.String({ description: 'A service whose current task definition and network the task gets.' }),
    ),
    image: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Another image of the container: a new revision is registered with it, and run.',
      }),
    ),
    command: Type.Optional(
      Type.Array(Type.String(), { minItems: 1, description: 'What the container runs instead of its usual command.' }),
    ),
    container: Type.Optional(
      Type.String({ description: 'The container that runs the command; the only essential one where it is left out.' }),
    ),
    environment: Type.Optional(
      Type.Record(Type.String(), Type.String(), { description: 'Environment variables, added to those that it has.' }),
    ),
    network_from: Type.Optional(
      Type.String({ description: 'A service whose subnets, security groups and launch type the task gets.' }),
    ),
    exclusive: Type.Boolean({
      default: true,
      description: 'Refuse while another single task of the same family runs.',
    }),
  },
  { additionalProperties: false },
);

/** Why another one may not run next to this. */
async function refuseAnother(cluster: string, { definition }: Found, read: Read): Promise<string | undefined> {
  const running = await read.ecs.familyTasks(cluster, definition.family);
  const single = running.find(({ group }) => !group.startsWith('service:'));
  if (!single) return undefined;
  const by = single.startedBy === '' ? '' : `, started by ${single.startedBy}`;
  return `Task ${shortTask(single.arn)} of ${definition.family} runs already${by}. Wait for its end, or say exclusive: false.`;
}

function changes(
  { found, overrides }: Pick<Run, 'found' | 'overrides'>,
  revision: NewRevision | undefined,
): readonly Change[] {
  const { definition, container, network } = found;
  const { command, environment = {} } = overrides;
  const variables = Object.entries(environment).map(([name, value]) => shownVariable(name, value));
  const image = { what: `container ${container.name}, image ${shownImage(container.image)}` };
  const where = network && `in ${network.subnets.join(', ')}${network.assignPublicIp ? ', with a public address' : ''}`;
  return [
    { what: command ? `runs: ${command.join(' ')}` : 'runs the usual command' },
    revision?.change ?? image,
    ...(variables.length > 0 ? [{ what: `with ${variables.join(', ')}` }] : []),
    ...(where === undefined ? [] : [{ what: where }]),
  ].map((change) => ({ target: `one task of ${shortName(definition.arn)}`, ...change }));
}

const guarded = ({ definition, launchType, network }: Found): Planned['guarded'] => ({
  'task definition': shortName(definition.arn),
  'launch type': launchType,
  ...(network && {
    subnets: network.subnets,
    'security groups': network.securityGroups,
    'public address': network.assignPublicIp,
  }),
});

const memory = (cluster: string, { definition, container }: Found, ctx: Ctx): RunMemory => ({
  cluster,
  taskDefinition: definition.arn,
  startedBy: startedByOf(ctx),
  essential: [
    container.name,
    ...definition.containers.filter((each) => each.essential && each !== container).map(({ name }) => name),
  ],
  ...(container.logs && { logs: { ...container.logs } }),
  roles: [...new Set([definition.executionRole, definition.taskRole].filter((role) => role !== undefined))],
});

/** All of the plan but its warnings. */
function planned(run: Omit<Run, 'taskDefinition'>, revision: NewRevision | undefined, ctx: Ctx) {
  const { cluster, found } = run;
  const { definition } = found;
  const name = revision ? `a new revision of ${definition.family}` : shortName(definition.arn);
  const taskDefinition = revision ? { $answer: 0, path: 'task_definition' } : definition.arn;
  return {
    plan: { ...memory(cluster, found, ctx), ...(revision && { registers: revision.registers }) },
    changes: changes(run, revision),
    requests: [...(revision ? [revision.request] : []), runRequest({ ...run, taskDefinition }, ctx)],
    // The family: two steps that run a task of it come one after the other.
    targets: [definition.arn.replace(/:\d+$/, '')],
    guarded: { ...guarded(found), ...revision?.guarded },
    blastRadius: `one new task of ${name} in ${shortName(cluster)}; no service changes`,
    undo,
  };
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html */
function runPermissions({ taskDefinition, registers, roles }: RunMemory): readonly IamStatement[] {
  const any = taskDefinition.replace(/:\d+$/, ':*');
  const register = {
    Effect: 'Allow',
    Action: ['ecs:RegisterTaskDefinition', 'ecs:TagResource'],
    Resource: [any],
  } as const;
  return [
    ...(registers ? [register] : []),
    { Effect: 'Allow', Action: ['ecs:RunTask'], Resource: [registers ? any : taskDefinition] },
    ...(roles.length > 0 ? [{ Effect: 'Allow' as const, Action: ['iam:PassRole'], Resource: roles }] : []),
  ];
}

export default defineAction({
  meta: {
    id: 'ecs.run-task',
    version: 1,
    summary: 'Run one task to its end: a migration, a smoke test, a probe.',
    risk: 'changes',
    repeat: 'client-token',
    timeout: 30 * 60_000,
    settle: 0,
    undo: 'impossible',
    never: ['by-other'],
    secrets: [],
    docs: 'docs/actions/ecs.run-task.md',
  },
  input,
  memory: runMemory,
  outputs: {
    task: { schema: Type.String(), known: 'apply' },
    task_definition: { schema: Type.String(), known: 'apply' },
    exit_code: { schema: Type.Integer(), known: 'verify' },
    started_at: { schema: Type.String(), known: 'verify' },
  },

  async plan({ cluster, exclusive, image, ...asked }, read, ctx) {
    const found = await findTask({ cluster, ...asked }, read);
    if (typeof found === 'string') return refused(found);
    const unfit = tooLong(found, asked) ?? (exclusive ? await refuseAnother(cluster, found, read) : undefined);
    if (unfit) return refused(unfit);
    const revision = image === undefined ? undefined : await newRevision(found, image, read, ctx);
    if (typeof revision === 'string') return refused(revision);
    const warnings = [...(revision?.warnings ?? []), ...(exclusive ? [] : [together])];
    return { ...planned({ cluster, found, overrides: asked }, revision, ctx), warnings };
  },
  ready: (plan, _, __, { receipts }) => readyToRun(plan, receipts),
  receipt: (_, answer) => ('taskDefinition' in answer ? deployReceipt(answer) : ran(answer)),
  reconcile: reconcileRun,
  verify: judgeRun,
  results: runOutputs,
  undo: () => ({ none: undo }),
  iam: runPermissions,
});

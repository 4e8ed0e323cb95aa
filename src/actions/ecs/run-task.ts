import { Type } from '#domain/type.ts';
import type { Change, Ctx, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { shortName, shortTask } from '../ecs-words.ts';
import type { Read } from '../ports.ts';
import { shownVariable } from '../redact.ts';
import { type Found, findTask } from '../run/find.ts';
import { type RunMemory, runMemory } from '../run/memory.ts';
import { judgeRun, reconcileRun, runOutputs } from '../run/outcome.ts';
import { type Overrides, ran, runRequest, startedByOf, tooLong } from '../run/request.ts';

const undo = 'One task, not undone: what it does stays done.';

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
  { definition, container, network }: Found,
  { command, environment = {} }: Overrides,
): readonly Change[] {
  const target = `one task of ${shortName(definition.arn)}`;
  const variables = Object.entries(environment).map(([name, value]) => shownVariable(name, value));
  const where = network?.subnets.join(', ');
  return [
    { target, what: command ? `runs: ${command.join(' ')}` : 'runs the usual command' },
    { target, what: `container ${container.name}, image ${container.image.replace(/(@sha256:.{12}).*/, '$1…')}` },
    ...(variables.length > 0 ? [{ target, what: `with ${variables.join(', ')}` }] : []),
    ...(where === undefined
      ? []
      : [{ target, what: `in ${where}${network?.assignPublicIp ? ', with a public address' : ''}` }]),
  ];
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
    secrets: [],
    docs: 'docs/actions/ecs.run-task.md',
  },
  input,
  memory: runMemory,
  outputs: {
    task: { schema: Type.String(), known: 'apply' },
    exit_code: { schema: Type.Integer(), known: 'verify' },
    started_at: { schema: Type.String(), known: 'verify' },
  },

  async plan({ cluster, exclusive, ...asked }, read, ctx) {
    const found = await findTask({ cluster, ...asked }, read);
    if (typeof found === 'string') return refused(found);
    const overrides: Overrides = asked;
    const unfit = tooLong(found, overrides) ?? (exclusive ? await refuseAnother(cluster, found, read) : undefined);
    if (unfit) return refused(unfit);
    const { definition } = found;
    return {
      plan: memory(cluster, found, ctx),
      changes: changes(found, overrides),
      requests: [runRequest(cluster, found, overrides, ctx)],
      // The family: two steps that run a task of it come one after the other.
      targets: [definition.arn.replace(/:\d+$/, '')],
      guarded: guarded(found),
      blastRadius: `one new task of ${shortName(definition.arn)} in ${shortName(cluster)}; no service changes`,
      warnings: exclusive ? [] : ['Other single tasks of the family may run at the same time.'],
      undo,
    };
  },
  receipt: (_, answer) => ran(answer),
  reconcile: (plan, _, read) => reconcileRun(plan, read),
  verify: judgeRun,
  results: (_, receipts, memo) => runOutputs(receipts, memo),
  undo: () => ({ none: undo }),
  iam: ({ taskDefinition, roles }) => [
    { Effect: 'Allow', Action: ['ecs:RunTask'], Resource: [taskDefinition] },
    ...(roles.length > 0 ? [{ Effect: 'Allow' as const, Action: ['iam:PassRole'], Resource: roles }] : []),
  ],
});

import { sayDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import type { Change, Ctx, Planned } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import { limits, shortName, shortTask, tasksInWords } from '../ecs-words.ts';
import { failing, type Herd, healthyCount, readHerd } from '../herd.ts';
import type { Read, Task } from '../ports.ts';
import { judgeStale, readyForNext } from '../stale/judge.ts';
import { type StaleMemory, staleMemory } from '../stale/memory.ts';
import { inWords, reasonsOf, type Selector, selection } from '../stale/select.ts';
import { reconcileStop, stopped, stopTask } from '../stop-task.ts';

const undo = 'A stopped task cannot be brought back; ECS starts another where one is due.';

interface Stale {
  readonly task: Task;
  readonly reasons: readonly Selector[];
}

/** Why these must not be stopped now. */
function refuse(herd: Herd, stale: readonly Stale[]): string | undefined {
  const { service } = herd;
  if (service.controller !== 'ECS')
    return `Deployments of ${service.name} are controlled by ${service.controller}, not by ECS.`;
  const serving = stale.filter(({ task }) => herd.isHealthy(task)).length;
  if (serving === 0) return undefined;
  const ill = failing(herd);
  if (ill)
    return `Not while ${ill}. ${tasksInWords(serving)} of those to stop still serve: fix the newest deployment first.`;
  const healthy = healthyCount(herd);
  const { fewest } = limits(service);
  if (healthy - 1 >= fewest) return undefined;
  return `${service.name} must keep ${fewest} healthy, and has ${healthy}: stopping one of them would leave too few. Wait until its newest deployment is healthy, or use ecs.restart-service.`;
}

const change = (herd: Herd, { task, reasons }: Stale, now: number): Change => ({
  target: `${herd.service.name} task ${shortTask(task.arn)}`,
  what: [
    `stopped: ${reasons.map((reason) => inWords[reason]).join(', ')}`,
    shortName(task.taskDefinition),
    herd.isHealthy(task) ? 'healthy' : task.lastStatus.toLowerCase(),
    `created ${sayDuration(now - task.createdAt)} ago`,
  ].join(' · '),
});

interface Found {
  readonly stale: readonly Stale[];
  /** ARNs of the stale ones that are protected. */
  readonly spared: readonly string[];
}

async function findStale(
  { service, running }: Herd,
  reasonsFor: (task: Task) => readonly Selector[],
  select: readonly Selector[],
  read: Read,
): Promise<Found> {
  const stale = running
    .map((task) => ({ task, reasons: reasonsFor(task) }))
    .filter(({ reasons }) => reasons.some((reason) => select.includes(reason)));
  const arns = stale.map(({ task }) => task.arn);
  return { stale, spared: await read.ecs.protectedTasks(service.cluster, arns) };
}

function warnings(herd: Herd, { spared }: Found, even: boolean): readonly string[] {
  const ill = failing(herd);
  const fate = even ? 'what it works on is cut off' : 'it is left alone';
  return [
    ...spared.map((arn) => `Task ${shortTask(arn)} has asked for protection from being stopped: ${fate}.`),
    ...(ill ? [`Take care: ${ill}. What ECS starts instead may fail too.`] : []),
  ];
}

/** Why nobody is asked: nothing is stale, or only what must be left alone. */
const idle = (herd: Herd, { spared }: Found, select: readonly Selector[]) =>
  spared.length > 0
    ? refused(
        `${tasksInWords(spared.length)} of ${herd.service.name} ${spared.length === 1 ? 'is' : 'are'} ${select.join(' or ')}, but protected from being stopped: even_protected: true stops also these.`,
      )
    : nothingToDo(
        `None of the ${tasksInWords(herd.running.length)} of ${herd.service.name} is ${select.join(' or ')}.`,
      );

function planned(herd: Herd, plan: StaleMemory, stale: readonly Stale[], ctx: Ctx): Planned & { plan: StaleMemory } {
  const { service } = herd;
  return {
    plan,
    changes: stale.map((each) => change(herd, each, ctx.now)),
    requests: plan.tasks.map((arn) => stopTask(plan.cluster, arn, ctx.mark)),
    targets: [service.arn],
    guarded: {
      'primary deployment': plan.primary,
      'task definition': shortName(service.taskDefinition),
      'desired count': service.desired,
      'healthy tasks to keep': plan.fewest,
      tasks: plan.tasks.map(shortName),
    },
    blastRadius: `${tasksInWords(stale.length)} of ${service.name} in ${shortName(service.cluster)}, of ${herd.running.length} that run; never fewer than ${plan.fewest} healthy`,
    warnings: [],
    undo,
  };
}

export default defineAction({
  meta: {
    id: 'ecs.stop-tasks',
    version: 1,
    summary: 'Stop the tasks of an ECS service that are stale: left behind, too old, stuck or unhealthy.',
    risk: 'destroys',
    repeat: 'same-state',
    timeout: 5 * 60_000,
    settle: 30_000,
    undo: 'impossible',
    secrets: [],
    docs: 'docs/actions/ecs.stop-tasks.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
      ...selection,
    },
    { additionalProperties: false },
  ),
  memory: staleMemory,
  outputs: { tasks: { schema: Type.Array(Type.String()), known: 'plan' } },

  async plan({ cluster, service, select, even_protected: even, ...ages }, read, ctx) {
    const herd = await readHerd(cluster, service, read, ctx);
    if (typeof herd === 'string') return refused(herd);
    const found = await findStale(herd, (task) => reasonsOf(task, herd.service, ages, ctx.now), select, read);
    const stale = found.stale.filter(({ task }) => even || !found.spared.includes(task.arn));
    if (stale.length === 0) return idle(herd, found, select);
    const unfit = refuse(herd, stale);
    if (unfit) return refused(unfit);
    const plan: StaleMemory = {
      cluster,
      service,
      arn: herd.service.arn,
      primary: herd.primary.id,
      fewest: limits(herd.service).fewest,
      tasks: stale.map(({ task }) => task.arn),
    };
    return { ...planned(herd, plan, stale, ctx), warnings: warnings(herd, found, even) };
  },
  ready: readyForNext,
  receipt: (_, answer) => stopped(answer),
  reconcile: (plan, n, read, journal) => reconcileStop(plan.cluster, plan.tasks[n] ?? '', read, journal),
  verify: judgeStale,
  results: ({ tasks }) => ({ tasks }),
  undo: () => ({ none: undo }),
  iam: ({ tasks }) => [{ Effect: 'Allow', Action: ['ecs:StopTask'], Resource: tasks }],
});

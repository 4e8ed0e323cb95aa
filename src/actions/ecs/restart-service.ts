import { Type } from '#domain/type.ts';
import type { AwsRequest, Change, Ctx, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { limits, primaryOf, shortName, shortTask, tasksInWords } from '../ecs-words.ts';
import { hasHealthCheck } from '../health.ts';
import type { EcsServiceState, Read, Task, TaskDefinition } from '../ports.ts';
import { type LookedUp, lookUpImages } from '../restart/images.ts';
import { type RestartMemory, restartMemory } from '../restart/memory.ts';
import { judgeStops, readyToStop } from '../restart/stop-each.ts';
import { judgeRollout } from '../rollout/judge.ts';
import { reconcileRollout, startedDeployment } from '../rollout/reconcile.ts';
import { refuseReplacing, refuseRolling } from '../rollout/refusal.ts';
import { imagesOf } from '../rollout/rollout.ts';
import { memoOf } from '../rollout/watch.ts';
import { reconcileStop, stopped, stopTask } from '../stop-task.ts';

const input = Type.Object(
  {
    cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
    service: Type.String({ description: 'Name of the service.' }),
    mode: Type.Enum(['roll', 'stop-task'], {
      default: 'roll',
      description:
        'roll: a new deployment of the same task definition replaces the tasks. stop-task: the tasks are stopped one by one and ECS starts others in their place; for services whose fixed port leaves no room for a second task.',
    }),
  },
  { additionalProperties: false },
);

const undo = 'A restart ends as it began, so there is nothing to undo.';

function refuse(service: EcsServiceState, ctx: Ctx): string | undefined {
  const unfit = refuseReplacing(service, ctx);
  if (unfit || service.desired > 0) return unfit;
  return `The desired count of ${service.name} is 0, so there is nothing to restart.`;
}

interface Found {
  readonly service: EcsServiceState;
  readonly definition: TaskDefinition;
  /** Those of the PRIMARY that should run, oldest first. */
  readonly tasks: readonly Task[];
}

/** With `stop-task` the deployment stays, and with it what its tags meant when it began. */
const lookedUp = ({ definition, tasks }: Found, { mode }: RestartMemory, read: Read, ctx: Ctx): Promise<LookedUp> =>
  mode === 'roll' ? lookUpImages(definition, tasks, read, ctx) : Promise.resolve({ warnings: [], guarded: {} });

function memory({ service, definition, tasks }: Found, cluster: string, mode: RestartMemory['mode']): RestartMemory {
  return {
    mode,
    cluster,
    service: service.name,
    arn: service.arn,
    taskDefinition: service.taskDefinition,
    primary: primaryOf(service)?.id ?? '',
    desired: service.desired,
    // Stopping a task always takes one away, so the service's own minimum can only be kept up to that one.
    fewest: Math.min(limits(service).fewest, service.desired - 1),
    checked: hasHealthCheck(definition),
    tasks: tasks.map(({ arn }) => arn),
    images: imagesOf(tasks),
  };
}

function requests({ mode, cluster, service, tasks }: RestartMemory, mark: string): readonly AwsRequest[] {
  if (mode === 'stop-task') return tasks.map((task) => stopTask(cluster, task, mark));
  return [{ service: 'ecs', operation: 'UpdateService', params: { cluster, service, forceNewDeployment: true } }];
}

function changes({ mode, service, taskDefinition, desired, tasks }: RestartMemory): readonly Change[] {
  const what = `${tasksInWords(desired)} replaced, still ${shortName(taskDefinition)}`;
  if (mode === 'roll') return [{ target: service, what }];
  return tasks.map((task) => ({
    target: `${service} task ${shortTask(task)}`,
    what: 'stopped; ECS starts another in its place',
  }));
}

function gap(service: EcsServiceState, { mode, fewest }: RestartMemory): readonly string[] {
  const left = mode === 'roll' ? limits(service).fewest : fewest;
  if (left > 0) return [];
  return [`No task of ${service.name} runs from the stop of the old until its replacement is up.`];
}

function guarded(service: EcsServiceState, plan: RestartMemory): Planned['guarded'] {
  const { minimumHealthyPercent: min, maximumPercent: max, circuitBreaker } = service;
  return {
    'primary deployment': plan.primary,
    'task definition': shortName(plan.taskDefinition),
    'desired count': plan.desired,
    'deployment configuration': `${min} to ${max} %, circuit breaker ${circuitBreaker}`,
    ...(plan.mode === 'stop-task' ? { tasks: plan.tasks.map(shortName) } : {}),
  };
}

async function planned(
  found: Found,
  plan: RestartMemory,
  read: Read,
  ctx: Ctx,
): Promise<Planned & { readonly plan: RestartMemory }> {
  const { service } = found;
  const images = await lookedUp(found, plan, read, ctx);
  return {
    plan,
    changes: changes(plan),
    requests: requests(plan, ctx.mark),
    targets: [service.arn],
    guarded: { ...guarded(service, plan), ...images.guarded },
    blastRadius: `${tasksInWords(plan.mode === 'roll' ? plan.desired : plan.tasks.length)} of ${service.name} in ${shortName(service.cluster)}`,
    warnings: [...gap(service, plan), ...images.warnings],
    undo,
  };
}

export default defineAction({
  meta: {
    id: 'ecs.restart-service',
    version: 1,
    summary: 'Replace all tasks of an ECS service by new ones of the same task definition.',
    risk: 'changes',
    repeat: 'unsafe',
    timeout: 15 * 60_000,
    settle: 30_000,
    undo: 'nothing',
    secrets: [],
    docs: 'docs/actions/ecs.restart-service.md',
  },
  input,
  memory: restartMemory,
  outputs: {
    deployment: { schema: Type.String(), known: 'apply' },
    tasks: { schema: Type.Array(Type.String()), known: 'verify' },
    started_at: { schema: Type.String(), known: 'verify' },
  },

  async plan({ cluster, service: name, mode }, read, ctx) {
    const service = await read.ecs.service(cluster, name);
    if (!service) return refused(`There is no service ${name} in ${cluster}.`);
    const unfit = refuse(service, ctx);
    if (unfit) return refused(unfit);
    const definition = await read.ecs.taskDefinition(service.taskDefinition);
    const crowded =
      mode === 'roll' ? await refuseRolling({ service, definition, instead: 'use mode: stop-task' }, read) : undefined;
    if (crowded) return refused(crowded);
    const primary = primaryOf(service)?.id;
    const tasks = (await read.ecs.tasks(cluster, name, 'RUNNING'))
      .filter(({ startedBy }) => startedBy === primary)
      .sort((a, b) => a.createdAt - b.createdAt || a.arn.localeCompare(b.arn));
    const found = { service, definition, tasks };
    if (mode === 'stop-task' && tasks.length === 0)
      return refused(`No task of ${name} runs, so there is none to stop.`);
    return planned(found, memory(found, cluster, mode), read, ctx);
  },
  ready: (plan, n, read, ctx) => readyToStop(plan, n, read, ctx),
  receipt: (_, answer) => ('task' in answer ? stopped(answer) : startedDeployment(answer)),
  async reconcile(plan, n, read, journal) {
    if (plan.mode === 'roll') return reconcileRollout(plan, read, journal);
    return reconcileStop(plan.cluster, plan.tasks[n] ?? '', read, journal);
  },
  async verify(plan, read, ctx) {
    if (plan.mode === 'stop-task') return judgeStops(plan, read, ctx);
    return judgeRollout(plan, String(ctx.receipts[0]?.['deployment'] ?? ''), read, ctx);
  },
  results(plan, [first], memo) {
    const { tasks, since, deployment: found } = memoOf(memo);
    const deployment = plan.mode === 'stop-task' ? plan.primary : (first?.['deployment'] ?? found);
    return {
      ...(first && deployment !== undefined ? { deployment } : {}),
      ...(tasks.length > 0 && since !== undefined ? { tasks, started_at: new Date(since).toISOString() } : {}),
    };
  },
  undo: () => ({ none: undo }),
  iam: ({ mode, arn, tasks }) =>
    mode === 'roll'
      ? [{ Effect: 'Allow', Action: ['ecs:UpdateService'], Resource: [arn] }]
      : [{ Effect: 'Allow', Action: ['ecs:StopTask'], Resource: tasks }],
});

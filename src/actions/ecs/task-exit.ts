import type { JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { shortName, shortTask } from '../ecs-words.ts';
import type { Read, Task } from '../ports.ts';
import { endOf } from '../task-end.ts';
import { lastLines } from '../task-lines.ts';

/** The newest task that has stopped, or why there is none to look at. */
async function lastStopped(
  { cluster, service, task }: { cluster: string; service?: string; task?: string },
  read: Read,
): Promise<Task | string> {
  if (task !== undefined) {
    const [found] = await read.ecs.tasksByArn(cluster, [task]);
    if (!found) return `ECS shows no task ${shortName(task)}; it forgets them about an hour after they stop`;
    return found.lastStatus === 'STOPPED' ? found : `task ${shortTask(found.arn)} is ${found.lastStatus}`;
  }
  if (service === undefined) return 'Say which task: service, or task';
  const stopped = await read.ecs.tasks(cluster, service, 'STOPPED');
  const ended = stopped.filter(({ lastStatus }) => lastStatus === 'STOPPED');
  const newest = [...ended].sort((a, b) => (b.stoppedAt ?? 0) - (a.stoppedAt ?? 0))[0];
  return newest ?? `no task of ${service} has stopped within about the last hour`;
}

async function look(task: Task, expected: number, count: number, read: Read) {
  const { containers } = await read.ecs.taskDefinition(task.taskDefinition);
  const essential = containers.filter((each) => each.essential);
  const end = endOf(
    task,
    essential.map(({ name }) => name),
    expected,
  );
  const own = end.container ?? essential[0]?.name ?? '';
  const place = containers.find(({ name }) => name === own)?.logs;
  return { end, lines: await lastLines(task, own, place, { logs: read.logs, count }) };
}

const outputsOf = (task: Task, exitCode: number | undefined, reason: string): JsonObject => ({
  task: task.arn,
  reason,
  ...(exitCode === undefined ? {} : { exit_code: exitCode }),
});

export default defineCheck({
  meta: {
    id: 'ecs.task-exit',
    version: 1,
    summary: 'Holds if the task that stopped last ended with the exit code that is expected; shows its last lines.',
    docs: 'docs/actions/ecs.task-exit.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.Optional(Type.String({ description: 'The service whose newest stopped task is looked at.' })),
      task: Type.Optional(Type.String({ description: 'ARN or id of one task, instead of a service.' })),
      expected: Type.Integer({ default: 0, minimum: 0, maximum: 255, description: 'The exit code to expect.' }),
      lines: Type.Integer({ default: 10, minimum: 1, maximum: 25, description: 'How many last lines to show.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    exit_code: { schema: Type.Integer(), known: 'verify' },
    reason: { schema: Type.String(), known: 'verify' },
    task: { schema: Type.String(), known: 'verify' },
  },

  async read({ expected, lines: count, ...asked }, read): Promise<CheckRead> {
    const task = await lastStopped(asked, read);
    if (typeof task === 'string') return { state: 'pending', progress: task, evidence: {}, outputs: {} };
    const { end, lines } = await look(task, expected, count, read);
    return {
      state: end.exitCode === expected ? 'ok' : 'failed',
      progress: `task ${shortTask(task.arn)} · ${end.words}`,
      evidence: { task: task.arn, stop_code: task.stopCode ?? null, reason: task.stoppedReason ?? null, lines },
      outputs: outputsOf(task, end.exitCode, end.words),
    };
  },
});

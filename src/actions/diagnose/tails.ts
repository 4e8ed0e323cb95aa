import { asFailure } from '#domain/failure.ts';
import type { LogsRead, Read, Task, TaskDefinition } from '../ports.ts';

type Line = Awaited<ReturnType<LogsRead['lines']>>[number];

/** A task that is looked at closely, with what it said last. */
export interface Tail {
  readonly task: Task;
  readonly definition: TaskDefinition;
  /** The last ones of its essential containers, oldest first; undefined where its log cannot be read. */
  readonly lines: readonly Line[] | undefined;
  /** Why its log could not be read. */
  readonly unread?: string;
}

/** Enough to see how a start went, and what was said last. */
const fewLines = 200;

/** Streams of the awslogs driver are named `<prefix>/<container>/<task id>`. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export async function tailOf(task: Task, definition: TaskDefinition, read: Read): Promise<Tail> {
  const logs = definition.containers.flatMap(({ name, essential, logs: to }) =>
    essential && to ? [{ name, ...to }] : [],
  );
  if (logs.length === 0) return { task, definition, lines: undefined, unread: 'its log is not kept by CloudWatch' };
  try {
    const asked = logs.map(({ name, group, prefix }) =>
      read.logs.lines(group, { since: task.createdAt, stream: `${prefix}/${name}/${task.id}`, limit: fewLines }),
    );
    const lines = (await Promise.all(asked)).flat().sort((a, b) => a.at - b.at);
    return { task, definition, lines };
  } catch (thrown) {
    return { task, definition, lines: undefined, unread: asFailure(thrown).message };
  }
}

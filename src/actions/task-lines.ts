import { Failure } from '#domain/failure.ts';
import { lineEvidence } from './log-lines.ts';
import type { LogsRead, Task } from './ports.ts';

/** Where a container of a task definition writes its lines. */
export interface LogPlace {
  readonly group: string;
  readonly prefix: string;
}

/**
 * The last lines that a container of a task wrote, oldest first; one sentence where they cannot be read, since what became of the
 * task is worth more than its lines.
 */
export async function lastLines(
  { id, createdAt }: Pick<Task, 'id' | 'createdAt'>,
  container: string,
  place: LogPlace | undefined,
  { logs, count }: { readonly logs: LogsRead; readonly count: number },
): Promise<readonly string[] | string> {
  if (!place) return `${container} does not write to CloudWatch Logs`;
  const stream = `${place.prefix}/${container}/${id}`;
  try {
    const lines = await logs.lines(place.group, { since: createdAt, stream, limit: count });
    return lines.map((line) => String(lineEvidence(line)['line']));
  } catch (error) {
    if (error instanceof Failure && error.kind !== 'bug') return `The lines cannot be read: ${error.message}`;
    throw error;
  }
}

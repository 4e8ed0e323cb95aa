import type { ReactNode } from 'react';
import type { SingleTaskView, TaskView } from '../../cluster.ts';
import { age } from '../time.ts';

type Look = 'starting' | 'running' | 'healthy' | 'unhealthy' | 'stopping' | 'stopped';

export function lookOf({ lastStatus, desiredStatus, health }: TaskView | SingleTaskView): Look {
  if (lastStatus === 'STOPPED') return 'stopped';
  if (desiredStatus === 'STOPPED') return 'stopping';
  if (lastStatus !== 'RUNNING') return 'starting';
  if (health === 'UNHEALTHY') return 'unhealthy';
  return health === 'HEALTHY' ? 'healthy' : 'running';
}

/** `kafka:12` → `:12`. */
export const revisionOf = (taskDefinition: string): string => `:${taskDefinition.split(':').at(-1) ?? ''}`;

/** All that is known of it and has no room, for who points at it. */
export const factsOf = ({ id, lastStatus, health, host, stoppedReason }: TaskView | SingleTaskView): string =>
  [`task ${id}`, lastStatus, health, host, stoppedReason].filter(Boolean).join(' · ');

/** One task: its state by colour and word, its revision, and how long it has been there. */
export function Task({ task, now }: { readonly task: TaskView; readonly now: number }): ReactNode {
  const look = lookOf(task);
  return (
    <li className={`task ${look}`} title={factsOf(task)}>
      {look} <span>{revisionOf(task.taskDefinition)}</span> <time>{age(now - (task.startedAt ?? task.createdAt))}</time>
    </li>
  );
}

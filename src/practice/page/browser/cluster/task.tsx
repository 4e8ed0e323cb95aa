import type { ReactNode } from 'react';
import type { TaskView } from '../../cluster.ts';
import { age } from '../time.ts';

type Look = 'starting' | 'running' | 'healthy' | 'unhealthy' | 'stopping' | 'stopped';

function lookOf({ lastStatus, desiredStatus, health }: TaskView): Look {
  if (lastStatus === 'STOPPED') return 'stopped';
  if (desiredStatus === 'STOPPED') return 'stopping';
  if (lastStatus !== 'RUNNING') return 'starting';
  if (health === 'UNHEALTHY') return 'unhealthy';
  return health === 'HEALTHY' ? 'healthy' : 'running';
}

/** One task: its state by colour and word, its revision, and how long it has been there. */
export function Task({ task, now }: { readonly task: TaskView; readonly now: number }): ReactNode {
  const look = lookOf(task);
  const revision = task.taskDefinition.split(':').at(-1) ?? '';
  const facts = [`task ${task.id}`, task.lastStatus, task.health, task.host, task.stoppedReason].filter(Boolean);
  return (
    <li className={`task ${look}`} title={facts.join(' · ')}>
      {look} <span>:{revision}</span> <time>{age(now - (task.startedAt ?? task.createdAt))}</time>
    </li>
  );
}

import type { ReactNode } from 'react';
import type { SingleTaskView } from '../../cluster.ts';
import { useLive } from '../desk.ts';
import { age } from '../time.ts';
import { Lines } from './lines.tsx';
import { factsOf, lookOf } from './task.tsx';

/** Its colour says whether all is well with it; an exit code says so for good. */
function howIs(task: SingleTaskView): { readonly mood: 'good' | 'busy' | 'bad' | 'over'; readonly word: string } {
  const look = lookOf(task);
  if (task.exitCode !== undefined) return { mood: task.exitCode === 0 ? 'good' : 'bad', word: `exit ${task.exitCode}` };
  if (look === 'stopped') return { mood: task.startedAt === undefined ? 'bad' : 'over', word: 'stopped' };
  return { mood: look === 'unhealthy' ? 'bad' : 'busy', word: look };
}

function whenOf({ stoppedAt, startedAt, createdAt }: SingleTaskView, now: number): string {
  return stoppedAt === undefined ? age(now - (startedAt ?? createdAt)) : `${age(now - stoppedAt)} ago`;
}

function SingleTask({ task, now }: { readonly task: SingleTaskView; readonly now: number }): ReactNode {
  const { mood, word } = howIs(task);
  const said = task.exitCode === undefined && lookOf(task) === 'stopped' ? task.stoppedReason : undefined;
  return (
    <li className="single" title={factsOf(task)}>
      <p>
        <code>{task.taskDefinition}</code> <b className={`chip ${mood}`}>{word}</b> <time>{whenOf(task, now)}</time>
      </p>
      {task.command ? <code className="command">{task.command}</code> : null}
      {said ? <p>{said}</p> : null}
      {task.logs.length > 0 ? <Lines lines={task.exitCode === 0 ? task.logs.slice(-1) : task.logs} /> : null}
    </li>
  );
}

/** What no service keeps, the newest first; they go away by themselves. */
export function SingleTasks({ now }: { readonly now: number }): ReactNode {
  const { tasks } = useLive().cluster;
  if (tasks.length === 0) return null;
  return (
    <>
      <h3>Single tasks</h3>
      <ul aria-label="Single tasks">
        {tasks.toReversed().map((task) => (
          <SingleTask key={task.id} task={task} now={now} />
        ))}
      </ul>
    </>
  );
}

import type { SingleTaskView } from '#practice/page/cluster.ts';
import { type Account, secondsSince } from '../account.ts';
import type { Task } from '../ecs/model.ts';
import { isLive, isServiceTask } from '../ecs/tasks.ts';
import { objects, texts } from '../params.ts';
import { linesOf } from './lines.ts';
import { viewTask } from './task.ts';

/** Stopped ones of a family, and for how many seconds: with them one sees what came of a command. */
const shownStopped = 3;
const shownFor = 1_800;
const shownLines = 4;

export function singleTasks(account: Account): readonly SingleTaskView[] {
  const single = account.cluster.tasks.filter((task) => !isServiceTask(task));
  const families = [...new Set(single.map(({ definition }) => definition.family))].sort();
  return families.flatMap((family) => {
    const own = single.filter(({ definition }) => definition.family === family);
    const stopped = own.filter((task) => !isLive(task) && secondsSince(account, task.stoppedAt ?? 0) < shownFor);
    const shown = new Set([...stopped.slice(-shownStopped), ...own.filter(isLive)]);
    return own.filter((task) => shown.has(task)).map((task) => viewSingle(account, task));
  });
}

function viewSingle(account: Account, task: Task): SingleTaskView {
  const exitCode = exitCodeOf(task);
  return {
    ...viewTask(task),
    family: task.definition.family,
    command: commandOf(task),
    ...(task.stoppedAt !== undefined && { stoppedAt: task.stoppedAt }),
    ...(exitCode !== undefined && { exitCode }),
    logs: linesOf(account, [task], shownLines),
  };
}

/** Of the first container that ended badly, else of the first that ended. */
function exitCodeOf({ containers }: Task): number | undefined {
  const codes = containers.flatMap(({ exitCode }) => exitCode ?? []);
  return codes.find((code) => code !== 0) ?? codes[0];
}

function commandOf({ overrides, definition }: Task): string {
  const asked = (objects(overrides, 'containerOverrides') ?? []).flatMap((one) => texts(one, 'command') ?? []);
  const usual = definition.containers.find(({ essential }) => essential)?.command ?? [];
  return (asked.length > 0 ? asked : usual).join(' ');
}

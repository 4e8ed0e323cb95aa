import { type Account, secondsSince } from '../account.ts';
import type { Container, Task } from './model.ts';
import { isServing } from './tasks.ts';

/** Whether anybody answers at `localhost:2181` or `kafka.local:9092`, asked from a container of `task`. */
export function isReachable(account: Account, task: Task, endpoint: string): boolean {
  const [host = '', port = ''] = endpoint.split(':');
  const service = host.split('.')[0];
  return account.cluster.tasks.some(
    (other) =>
      (host === 'localhost' ? sharesLocalhost(task, other) : other.service?.name === service && isServing(other)) &&
      other.containers.some((container) => answers(account, container, port)),
  );
}

/** With host networking localhost is the host's, also for another task; otherwise it is the task's own. */
function sharesLocalhost(task: Task, other: Task): boolean {
  if (other === task) return true;
  const both = [task, other].every(({ definition }) => definition.networkMode === 'host');
  return both && task.host !== undefined && task.host === other.host && isServing(other);
}

function answers(account: Account, { status, program, run }: Container, port: string): boolean {
  if (status !== 'RUNNING' || run.readyAt === undefined) return false;
  return (program?.provides?.includes(port) ?? false) && secondsSince(account, run.readyAt) >= (program?.settle ?? 0);
}

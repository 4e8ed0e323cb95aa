import { type Account, secondsSince } from '../account.ts';
import { registersIn } from '../discovery/registered.ts';
import type { Container, Task } from './model.ts';
import { isServing } from './tasks.ts';

/** Whether anybody answers at `localhost:2181`, `kafka.local:9092` or `api.shop.local:3000`, asked from a container of `task`. */
export function isReachable(account: Account, task: Task, endpoint: string): boolean {
  const [host = '', port = ''] = endpoint.split(':');
  return account.cluster.tasks.some(
    (other) =>
      (host === 'localhost' ? sharesLocalhost(task, other) : isServing(other) && isFound(account, other, host)) &&
      other.containers.some((container) => answers(account, container, port)),
  );
}

/** By its name in Cloud Map, where a namespace has such a one; by the first part of the name, its service's, otherwise. */
function isFound({ namespaces }: Account, task: Task, host: string): boolean {
  const named = namespaces.flatMap(({ name, services }) => services.filter((one) => `${one.name}.${name}` === host))[0];
  return named ? registersIn(task, named) : task.service?.name === host.split('.')[0];
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

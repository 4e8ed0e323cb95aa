import type { Account } from '../account.ts';
import { note, noteOnceAMinute } from './events.ts';
import type { Deployment, Service, ServiceTask, Task } from './model.ts';
import { newTask } from './new-task.ts';
import { place } from './placement.ts';

/** Starts up to `count` tasks of a deployment; fewer, with an event, if there is no room for more. */
export function launch(account: Account, service: Service, deployment: Deployment, count: number): ServiceTask[] {
  const { definition } = deployment;
  const { launchType, network, placementConstraints } = service;
  const group = `service:${service.name}`;
  const launched: ServiceTask[] = [];
  while (launched.length < count) {
    const placement = place(account, { launchType, placementConstraints, group }, definition);
    if ('reason' in placement) {
      noteOnceAMinute(account, service, `was unable to place a task ${placement.reason}`);
      break;
    }
    const start = { ...placement, definition, launchType, network, group, startedBy: deployment.id };
    const task = newTask(account, { ...start, kept: { service, deployment } });
    account.cluster.tasks.push(task);
    launched.push(task);
  }
  if (launched.length > 0) note(account, service, `has started ${said(launched)}.`);
  return launched;
}

/** `2 tasks: (task 0f…) (task 1a…)`; ECS says "1 tasks" too. */
export const said = (tasks: readonly Task[], running = ''): string =>
  `${tasks.length} ${running}tasks: ${tasks.map(({ id }) => `(task ${id})`).join(' ')}`;

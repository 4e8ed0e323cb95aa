import type { Hindrance } from '../ecs/model.ts';
import type { NamedFault } from './named-fault.ts';
import { serviceOf } from './service-of.ts';

const hindering = (name: string, hindrance: Hindrance, says: string): NamedFault => ({
  name,
  says,
  to: 'service',
  strike: async (aws, target) => aws.hinder(serviceOf({ name, to: 'service' }, target).service, hindrance),
});

/** What befalls the tasks that the service starts from now on, and those that do not run yet. */
export const ofTasks: readonly NamedFault[] = [
  hindering('tasks-cannot-start', 'unpullable', 'No new task starts, because its image cannot be pulled.'),
  hindering('tasks-exit', 'exiting', 'Every new task exits with code 1, five seconds after it has started.'),
  hindering('tasks-unhealthy', 'unhealthy', 'Every new task fails its health check, if it has one.'),
  hindering('tasks-slow', 'slow', 'Every new task takes eight minutes longer to start.'),
  hindering('tasks-silent', 'silent', 'New tasks write none of their usual lines to the log.'),
];

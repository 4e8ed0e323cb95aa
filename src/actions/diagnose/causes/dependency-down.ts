import { shortTask } from '../../ecs-words.ts';
import type { Cause } from '../cause.ts';
import { reasonsOf, shownLine } from '../evidence.ts';
import { startOf } from '../start.ts';

/** Also of tasks that ECS counts as healthy: without a health check it cannot know. */
export const dependencyDown: Cause = {
  id: 'dependency-down',
  helps:
    'Mend what it connects to first, and look whether that answers; then restart this service (ecs.restart-service), for many programs connect only when they start.',
  find(facts) {
    const tried = facts.tails.flatMap((tail) => {
      const { attempt } = startOf(tail, facts.now);
      return attempt === undefined ? [] : [shownLine(`task ${shortTask(tail.task.arn)} tries to connect: ${attempt}`)];
    });
    return tried.length === 0 ? undefined : [...tried, ...reasonsOf(facts.failures)];
  },
};

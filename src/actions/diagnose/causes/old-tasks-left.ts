import { sayDuration } from '#domain/duration.ts';
import { shortName, shortTask } from '../../ecs-words.ts';
import type { Cause } from '../cause.ts';
import { shown } from '../evidence.ts';
import type { Facts } from '../facts.ts';

/** How long ECS may take to end the old tasks of a deployment that is up. */
const usual = 5 * 60_000;

const heldBack = ({ events }: Facts): readonly string[] =>
  events
    .filter((message) => message.includes('unable to scale in'))
    .slice(0, 1)
    .map(shown);

export const oldTasksLeft: Cause = {
  id: 'old-tasks-left',
  helps:
    'Stop what the older deployment left behind (ecs.stop-tasks with select: [not_primary], and even_protected if the tasks are protected from scale-in).',
  find(facts) {
    const { primary, running, service, now } = facts;
    if (!primary || service.strategy !== 'ROLLING' || now - primary.createdAt < usual) return undefined;
    const own = running.filter((task) => task.startedBy === primary.id && facts.isHealthy(task));
    const old = running.filter((task) => task.startedBy !== primary.id);
    if (own.length < service.desired || old.length === 0) return undefined;
    const named = old.slice(0, 3).map(({ arn, taskDefinition, startedAt = now }) => {
      const held = facts.protected.includes(arn) ? ', protected from scale-in' : '';
      return `task ${shortTask(arn)} of ${shortName(taskDefinition)} has run for ${sayDuration(now - startedAt)}${held}`;
    });
    return [
      `${own.length} of ${service.desired} tasks of the newest deployment are healthy`,
      ...named,
      ...heldBack(facts),
    ];
  },
};

import type { Cause } from '../cause.ts';
import { standingEvent } from '../evidence.ts';

export const hostPortTaken: Cause = {
  id: 'host-port-taken',
  helps:
    'Stop the task that holds the port, so that ECS starts the new one in its place (ecs.restart-service with mode: stop-task), or let it stop first: a minimum of 0 and a maximum of 100 percent (ecs.update-service).',
  find(facts) {
    const said = standingEvent(facts, /already using a port required by your task/);
    if (said === undefined) return undefined;
    const ports = [...new Set(facts.definition.containers.flatMap(({ hostPorts }) => hostPorts))];
    return [said, ...(ports.length > 0 ? [`each task takes port ${ports.join(', ')} of its instance`] : [])];
  },
};

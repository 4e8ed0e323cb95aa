import type { Cause } from '../cause.ts';
import { reasonsOf, shown, stoppedFor } from '../evidence.ts';
import type { Facts } from '../facts.ts';

function statesOf({ targets }: Facts): readonly string[] {
  return targets.flatMap(({ group, targets: all }) =>
    all
      .filter(({ state }) => state === 'unhealthy')
      .map(({ id, port, reason, description }) =>
        shown(`${group}: ${id} port ${port} is unhealthy: ${description ?? reason ?? 'no reason given'}`),
      ),
  );
}

export const targetUnhealthy: Cause = {
  id: 'target-unhealthy',
  helps:
    'Compare the port, the path and the expected answer of the target group with what the container serves, and whether its security group lets the load balancer in; the answer of the program itself tells (http.status).',
  find(facts) {
    const said = facts.events.find((message) => /is unhealthy in \(?target-group/.test(message));
    const stopped = stoppedFor(facts, /ELB health checks/);
    const states = statesOf(facts);
    if (stopped.length === 0 && (said === undefined || states.length === 0)) return undefined;
    const sends = facts.service.loadBalancers.map(
      ({ container, port }) => `the load balancer sends to ${container}, port ${port}`,
    );
    return [...(said === undefined ? [] : [shown(said)]), ...states.slice(0, 3), ...sends, ...reasonsOf(stopped)];
  },
};

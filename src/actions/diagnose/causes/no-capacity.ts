import type { Cause } from '../cause.ts';
import { reasonsOf, standingEvent, stoppedFor } from '../evidence.ts';

const full = /Capacity is unavailable|no container instance met all of its requirements|insufficient (?:memory|CPU)/i;

export const noCapacity: Cause = {
  id: 'no-capacity',
  helps:
    'Wait, or give it room: more or larger instances, another Availability Zone, On-Demand in place of Spot, or looser placement constraints.',
  find(facts) {
    const said = standingEvent(facts, full);
    const interrupted = stoppedFor(facts, /Spot/);
    if (said === undefined && interrupted.length === 0) return undefined;
    const { placementConstraints } = facts.service;
    return [
      ...(said === undefined ? [] : [said]),
      ...reasonsOf(interrupted),
      ...placementConstraints.map((constraint) => `tasks may only run where ${constraint}`),
    ];
  },
};

import { tasksInWords } from '../../ecs-words.ts';
import type { Cause } from '../cause.ts';
import { standingEvent } from '../evidence.ts';

export const deploymentArithmetic: Cause = {
  id: 'deployment-arithmetic',
  helps:
    'Give the deployment room: a minimum below 100 or a maximum above 100 percent, such that at least one task may be stopped or started (ecs.update-service).',
  find(facts) {
    const said = standingEvent(facts, /unable to stop or start tasks during a deployment/);
    if (said === undefined) return undefined;
    const { minimumHealthyPercent: least, maximumPercent: most, desired } = facts.service;
    return [said, `it must keep ${least} percent and may run ${most} percent of ${tasksInWords(desired)}`];
  },
};

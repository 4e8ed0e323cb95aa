import type { Cause } from '../cause.ts';
import { reasonsOf, stoppedFor } from '../evidence.ts';

const absent = /CannotPull\w*Error.*(?:not found|manifest unknown|does not exist|name unknown)/i;

export const imageMissing: Cause = {
  id: 'image-missing',
  helps:
    'Push the image, or go back to the revision before (ecs.rollback). The circuit breaker may never fire. ecr.image looks before a deployment whether there is one.',
  find(facts) {
    const stopped = stoppedFor(facts, absent);
    if (stopped.length === 0) return undefined;
    const now = facts.images.map(({ image, isThere }) => `${image} is ${isThere ? 'in ECR now' : 'not in ECR'}`);
    return [...reasonsOf(stopped), ...now];
  },
};

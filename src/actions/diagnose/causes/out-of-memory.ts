import type { Cause } from '../cause.ts';
import { reasonsOf, stoppedFor } from '../evidence.ts';

export const outOfMemory: Cause = {
  id: 'out-of-memory',
  helps:
    'Deploy a revision with more memory, or find what takes so much: until then it is killed again, at the latest under load.',
  find(facts) {
    const stopped = stoppedFor(facts, /OutOfMemory/);
    return stopped.length === 0 ? undefined : reasonsOf(stopped);
  },
};

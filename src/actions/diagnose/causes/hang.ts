import { sayDuration } from '#domain/duration.ts';
import { shortTask } from '../../ecs-words.ts';
import type { Cause } from '../cause.ts';
import { reasonsOf, saidLast } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import { failingCheck, patienceOf, startOf } from '../start.ts';
import type { Tail } from '../tails.ts';

/** Milliseconds without a line after which a program that is not ready is taken to hang. */
const silent = 60_000;

/** It never was ready, or had been well for long: one that was ready at once and fails its check from the start has another trouble. */
function silenceOf(tail: Tail, { now }: Facts): number | undefined {
  if (!tail.lines) return undefined;
  const { startedAt, endedAt, lastAt = startedAt, readyAt } = startOf(tail, now);
  const livedOn = endedAt - startedAt > 2 * patienceOf(tail.definition) * 1_000;
  const isSilent = endedAt - lastAt >= silent && (readyAt === undefined || livedOn);
  return isSilent ? endedAt - lastAt : undefined;
}

export const hang: Cause = {
  id: 'hang',
  helps:
    'Restart it (ecs.restart-service); if it hangs again, find out what it waits for: a lock, a connection without a time-out, a full queue.',
  find(facts) {
    const ill = new Set([
      ...failingCheck(facts),
      ...facts.tails.filter(({ task }) => task.lastStatus === 'RUNNING' && !facts.isHealthy(task)),
    ]);
    for (const tail of ill) {
      const silence = silenceOf(tail, facts);
      if (silence !== undefined)
        return [
          `task ${shortTask(tail.task.arn)} runs, is not healthy, and said nothing for ${sayDuration(silence)}`,
          ...saidLast(tail),
          ...reasonsOf(facts.failures),
        ];
    }
    return undefined;
  },
};

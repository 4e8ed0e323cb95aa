import type { Cause } from '../cause.ts';
import { reasonsOf, saidLast } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import { failingCheck, patienceOf, startOf } from '../start.ts';
import type { Tail } from '../tails.ts';

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1_000)} s`;

/** It was ready only after ECS had given it up, or it was still at work when it was stopped. */
function lateness(tail: Tail, { now }: Facts): string | undefined {
  const patience = patienceOf(tail.definition) * 1_000;
  const { startedAt, endedAt, lastAt, readyAt, fails } = startOf(tail, now);
  const interval = Math.max(0, ...tail.definition.containers.map(({ healthCheck }) => healthCheck?.interval ?? 0));
  if (readyAt !== undefined && readyAt - startedAt > patience - interval * 1_000)
    return `a task was ready ${seconds(readyAt - startedAt)} after its start, and is given up after ${seconds(patience)}`;
  const isAtWork = lastAt !== undefined && endedAt - lastAt <= interval * 1_000;
  if (readyAt !== undefined || fails || !isAtWork) return undefined;
  return `a task was still starting after ${seconds(lastAt - startedAt)}, and is given up after ${seconds(patience)}`;
}

export const slowStart: Cause = {
  id: 'slow-start',
  helps:
    'Give the start more time: deploy a revision with a longer start period of its health check (ecs.deploy with health_check), or make the start faster.',
  find(facts) {
    const late = failingCheck(facts).flatMap((tail) => {
      const why = lateness(tail, facts);
      return why === undefined ? [] : [{ tail, why }];
    });
    const [first] = late;
    return first && [first.why, ...saidLast(first.tail), ...reasonsOf(facts.failures)];
  },
};

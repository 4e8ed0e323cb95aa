import type { Cause } from '../cause.ts';
import { shown } from '../evidence.ts';
import type { Facts } from '../facts.ts';

const hooksIn = ({ deployment }: Facts, states: readonly string[]): readonly string[] =>
  (deployment?.hooks ?? [])
    .filter(({ status }) => states.includes(status))
    .map(({ id, status }) => `hook ${id} is ${status}`);

const stageOf = ({ deployment }: Facts): readonly string[] =>
  deployment?.stage === undefined ? [] : [`the deployment is at ${deployment.stage}`];

export const hookFailed: Cause = {
  id: 'hook-failed',
  helps: 'Look at what the hook itself logged; the deployment is given up, so mend what it found and deploy again.',
  find(facts) {
    const hooks = hooksIn(facts, ['FAILED', 'TIMED_OUT']);
    const told = [facts.deployment?.reason, facts.primary?.rolloutReason].find(
      (reason) => reason !== undefined && /hook.*(?:fail|timed out)/i.test(reason),
    );
    if (hooks.length === 0 && told === undefined) return undefined;
    return [...hooks, ...(told === undefined ? [] : [shown(told)]), ...stageOf(facts)];
  },
};

export const hookPaused: Cause = {
  id: 'hook-paused',
  helps: 'The deployment waits for somebody to let it go on or to send it back (ecs.continue-deployment).',
  find(facts) {
    const hooks = hooksIn(facts, ['AWAITING_ACTION']);
    return hooks.length === 0 ? undefined : [...hooks, ...stageOf(facts)];
  },
};

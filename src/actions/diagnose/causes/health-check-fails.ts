import type { Cause } from '../cause.ts';
import { reasonsOf, saidLast, shown } from '../evidence.ts';
import { failingCheck } from '../start.ts';

/** What is left when nothing says why. */
export const healthCheckFails: Cause = {
  id: 'health-check-fails',
  helps:
    'Run the command of the check in the same image, and compare its port and path with what the program serves; then deploy a revision with a check that passes (ecs.deploy with health_check).',
  find(facts) {
    const [tail] = failingCheck(facts);
    if (!tail) return undefined;
    const checks = facts.definition.containers.flatMap(({ name, healthCheck }) =>
      healthCheck ? [shown(`the check of ${name} is ${healthCheck.command.join(' ')}`)] : [],
    );
    return [...checks, ...saidLast(tail), ...reasonsOf(facts.failures)];
  },
};

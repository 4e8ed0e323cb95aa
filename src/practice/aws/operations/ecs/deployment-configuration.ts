import type { JsonObject } from '#domain/json.ts';
import type { DeploymentConfiguration } from '../../ecs/model.ts';
import { flag, number, object, refuseUnknown, text } from '../../params.ts';
import { invalid, unsupported } from '../../refusal.ts';

/** ECS's defaults for a rolling deployment. */
const byDefault: DeploymentConfiguration = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  deploymentCircuitBreaker: { enable: false, rollback: false },
};

/** The configuration after a request: what it leaves out stays. */
export function deploymentConfiguration(given: JsonObject = {}, before = byDefault): DeploymentConfiguration {
  const known = ['minimumHealthyPercent', 'maximumPercent', 'deploymentCircuitBreaker', 'strategy'];
  refuseUnknown(given, known, 'deploymentConfiguration');
  if ((text(given, 'strategy') ?? 'ROLLING') !== 'ROLLING') throw unsupported('deployments other than ROLLING');
  const breaker = object(given, 'deploymentCircuitBreaker');
  if (breaker) refuseUnknown(breaker, ['enable', 'rollback'], 'deploymentCircuitBreaker');
  const next = {
    minimumHealthyPercent: number(given, 'minimumHealthyPercent') ?? before.minimumHealthyPercent,
    maximumPercent: number(given, 'maximumPercent') ?? before.maximumPercent,
    deploymentCircuitBreaker: breaker
      ? { enable: flag(breaker, 'enable') ?? false, rollback: flag(breaker, 'rollback') ?? false }
      : before.deploymentCircuitBreaker,
  };
  if (next.maximumPercent < 100 || next.minimumHealthyPercent > next.maximumPercent)
    throw invalid('maximumPercent must be at least 100 and at least minimumHealthyPercent.');
  return next;
}

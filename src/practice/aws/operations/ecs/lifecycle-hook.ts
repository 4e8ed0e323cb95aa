import type { JsonObject } from '#domain/json.ts';
import type { LifecycleHook } from '../../ecs/configuration.ts';
import { needed, number, object, refuseUnknown, text, texts } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import { oneOf } from './one-of.ts';

/** Where a deployment can be paused. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html */
const pausable = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
];
const hookable = [...pausable, 'TEST_TRAFFIC_SHIFT', 'PRODUCTION_TRAFFIC_SHIFT'];

/** A day, then back: ECS's default. */
function timeout(given: JsonObject = {}): LifecycleHook['timeoutConfiguration'] {
  refuseUnknown(given, ['timeoutInMinutes', 'action'], 'timeoutConfiguration');
  const timeoutInMinutes = number(given, 'timeoutInMinutes') ?? 1_440;
  if (timeoutInMinutes < 1 || timeoutInMinutes > 20_160) throw invalid('timeoutInMinutes must be between 1 and 20160.');
  return { timeoutInMinutes, action: oneOf(given, 'action', ['ROLLBACK', 'CONTINUE']) };
}

export function lifecycleHook(given: JsonObject): LifecycleHook {
  const known = ['targetType', 'hookTargetArn', 'roleArn', 'lifecycleStages', 'timeoutConfiguration'];
  refuseUnknown(given, known, 'lifecycleHooks');
  const targetType = oneOf(given, 'targetType', ['AWS_LAMBDA', 'PAUSE']);
  const lifecycleStages = needed(texts, given, 'lifecycleStages');
  const possible = targetType === 'PAUSE' ? pausable : hookable;
  const wrong = lifecycleStages.find((stage) => !possible.includes(stage));
  if (wrong !== undefined) throw invalid(`A ${targetType} hook cannot be configured at the stage ${wrong}.`);
  const hookTargetArn = text(given, 'hookTargetArn');
  if (targetType === 'AWS_LAMBDA' && hookTargetArn === undefined)
    throw invalid('hookTargetArn is required for an AWS_LAMBDA hook.');
  const roleArn = text(given, 'roleArn');
  return {
    targetType,
    lifecycleStages,
    ...(hookTargetArn !== undefined && { hookTargetArn }),
    ...(roleArn !== undefined && { roleArn }),
    timeoutConfiguration: timeout(object(given, 'timeoutConfiguration')),
  };
}

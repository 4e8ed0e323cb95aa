import type { JsonObject } from '#domain/json.ts';
import type { CircuitBreaker, DeploymentConfiguration, EarlySuccess } from '../../ecs/configuration.ts';
import { flag, needed, number, object, objects, refuseUnknown, text, texts } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import { lifecycleHook } from './lifecycle-hook.ts';
import { oneOf } from './one-of.ts';

/** ECS's defaults for a rolling deployment. */
const byDefault: DeploymentConfiguration = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  deploymentCircuitBreaker: { enable: false, rollback: false },
  strategy: 'ROLLING',
};

function circuitBreaker(given: JsonObject): CircuitBreaker {
  const known = ['enable', 'rollback', 'resetOnHealthyTask', 'thresholdConfiguration'];
  refuseUnknown(given, known, 'deploymentCircuitBreaker');
  const limit = object(given, 'thresholdConfiguration');
  const resets = flag(given, 'resetOnHealthyTask');
  return {
    enable: flag(given, 'enable') ?? false,
    rollback: flag(given, 'rollback') ?? false,
    ...(resets !== undefined && { resetOnHealthyTask: resets }),
    ...(limit && { thresholdConfiguration: threshold(limit) }),
  };
}

function threshold(given: JsonObject) {
  refuseUnknown(given, ['type', 'value'], 'thresholdConfiguration');
  const value = needed(number, given, 'value');
  if (!Number.isInteger(value) || value < 1) throw invalid('The value of thresholdConfiguration must be at least 1.');
  return { type: oneOf(given, 'type', ['BOUNDED_PERCENT', 'UNBOUNDED_PERCENT', 'COUNT']), value };
}

function alarms(given: JsonObject) {
  refuseUnknown(given, ['alarmNames', 'enable', 'rollback'], 'alarms');
  return {
    alarmNames: needed(texts, given, 'alarmNames'),
    enable: needed(flag, given, 'enable'),
    rollback: needed(flag, given, 'rollback'),
  };
}

function linear(given: JsonObject) {
  refuseUnknown(given, ['stepPercent', 'stepBakeTimeInMinutes'], 'linearConfiguration');
  const stepPercent = number(given, 'stepPercent') ?? 10;
  if (stepPercent < 3 || stepPercent > 100) throw invalid('stepPercent must be between 3 and 100.');
  return { stepPercent, stepBakeTimeInMinutes: number(given, 'stepBakeTimeInMinutes') ?? 6 };
}

function canary(given: JsonObject) {
  refuseUnknown(given, ['canaryPercent', 'canaryBakeTimeInMinutes'], 'canaryConfiguration');
  const canaryPercent = number(given, 'canaryPercent') ?? 5;
  if (canaryPercent < 0.1 || canaryPercent > 100) throw invalid('canaryPercent must be between 0.1 and 100.');
  return { canaryPercent, canaryBakeTimeInMinutes: number(given, 'canaryBakeTimeInMinutes') ?? 10 };
}

function earlySuccess(given: JsonObject): EarlySuccess {
  refuseUnknown(given, ['enable', 'healthyPercent', 'sourceServiceRevisionCleanup'], 'earlySuccessCriteria');
  return {
    enable: needed(flag, given, 'enable'),
    healthyPercent: number(given, 'healthyPercent') ?? 100,
    sourceServiceRevisionCleanup: oneOf(given, 'sourceServiceRevisionCleanup', ['BLOCKING', 'DEFERRED']),
  };
}

const readers = {
  minimumHealthyPercent: (given: JsonObject) => number(given, 'minimumHealthyPercent'),
  maximumPercent: (given: JsonObject) => number(given, 'maximumPercent'),
  bakeTimeInMinutes: (given: JsonObject) => number(given, 'bakeTimeInMinutes'),
  strategy: (given: JsonObject) =>
    text(given, 'strategy') && oneOf(given, 'strategy', ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY']),
  lifecycleHooks: (given: JsonObject) => objects(given, 'lifecycleHooks')?.map(lifecycleHook),
  deploymentCircuitBreaker: member('deploymentCircuitBreaker', circuitBreaker),
  alarms: member('alarms', alarms),
  linearConfiguration: member('linearConfiguration', linear),
  canaryConfiguration: member('canaryConfiguration', canary),
  earlySuccessCriteria: member('earlySuccessCriteria', earlySuccess),
};

function member<T>(name: string, read: (given: JsonObject) => T): (given: JsonObject) => T | undefined {
  return (given) => {
    const found = object(given, name);
    return found && read(found);
  };
}

/** The configuration after a request: what it leaves out stays, and a member that it gives is replaced as a whole. */
export function deploymentConfiguration(given: JsonObject = {}, before = byDefault): DeploymentConfiguration {
  refuseUnknown(given, Object.keys(readers), 'deploymentConfiguration');
  const members = Object.entries(readers).map(([name, read]) => [name, read(given)] as const);
  const next: DeploymentConfiguration = {
    ...before,
    ...Object.fromEntries(members.filter(([, value]) => value !== undefined)),
  };
  if (next.maximumPercent < 100 || next.minimumHealthyPercent > next.maximumPercent)
    throw invalid('maximumPercent must be at least 100 and at least minimumHealthyPercent.');
  return next;
}

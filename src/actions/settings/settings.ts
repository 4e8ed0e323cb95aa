import type { Static } from 'typebox';
import { isObject, type JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { EcsServiceState } from '../ports.ts';

const strict = { additionalProperties: false };
const percent = (description: string, minimum: number) => Type.Integer({ minimum, maximum: 1_000, description });

const threshold = Type.Object(
  {
    type: Type.Enum(['BOUNDED_PERCENT', 'UNBOUNDED_PERCENT', 'COUNT']),
    value: Type.Integer({ minimum: 1, maximum: 10_000 }),
  },
  { ...strict, description: "How many failures in a row are too many; ECS's own rule where it is left out." },
);
export type Threshold = Static<typeof threshold>;

const circuitBreaker = Type.Object(
  { enable: Type.Boolean(), rollback: Type.Boolean(), threshold: Type.Optional(threshold) },
  { ...strict, description: 'Whether ECS gives a failing deployment up, and goes back by itself.' },
);

const loadBalancer = Type.Object(
  { target_group: Type.String(), container: Type.String(), port: Type.Integer({ minimum: 1, maximum: 65_535 }) },
  strict,
);

/** What of a service can be changed here, by the names that authors give. */
export const settingSchemas = {
  circuit_breaker: Type.Optional(circuitBreaker),
  minimum_healthy_percent: Type.Optional(percent('Healthy tasks that a deployment keeps, of those desired.', 0)),
  maximum_percent: Type.Optional(percent('Tasks that a deployment may have at a time, of those desired.', 100)),
  grace_period: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 2_147_483_647,
      description: 'Seconds for which failing health checks of a new task are ignored.',
    }),
  ),
  enable_execute_command: Type.Optional(Type.Boolean({ description: 'Whether new tasks can be entered by ECS Exec.' })),
  registries: Type.Optional(
    Type.Array(Type.String(), { maxItems: 1, description: 'ARN of a service of Cloud Map; none takes it away.' }),
  ),
  load_balancers: Type.Optional(
    Type.Array(loadBalancer, { maxItems: 5, description: 'Target groups of the tasks; none takes them away.' }),
  ),
  availability_zone_rebalancing: Type.Optional(
    Type.Enum(['ENABLED', 'DISABLED'], { description: 'Whether ECS spreads tasks over zones again.' }),
  ),
};

export const settings = Type.Object(settingSchemas);
export type Settings = Static<typeof settings>;
export type SettingName = keyof Settings;

export const settingNames = Object.keys(settingSchemas) as readonly SettingName[];

/** These belong to a service revision: another value starts a deployment. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html */
export const startsDeployment = (changed: Settings): boolean => 'registries' in changed || 'load_balancers' in changed;

/** What ECS does where no threshold is set, and shows where none was. */
const isDefault = ({ type, value }: Threshold): boolean => type === 'BOUNDED_PERCENT' && value === 50;

/** Without what is the default anyway, so that two can be compared. */
export function plainBreaker({ enable, rollback, threshold: limit }: NonNullable<Settings['circuit_breaker']>) {
  return { enable, rollback, ...(limit && !isDefault(limit) ? { threshold: limit } : {}) };
}

const breakerOf = ({ deploymentConfiguration }: EcsServiceState): JsonObject => {
  const found = deploymentConfiguration['deploymentCircuitBreaker'];
  return isObject(found) ? (found as JsonObject) : {};
};

/** As it is now. */
export function settingsOf(service: EcsServiceState): Required<Settings> {
  const breaker = breakerOf(service);
  const limit = breaker['thresholdConfiguration'] as Threshold | undefined;
  return {
    circuit_breaker: plainBreaker({
      enable: breaker['enable'] === true,
      rollback: breaker['rollback'] === true,
      ...(limit ? { threshold: limit } : {}),
    }),
    minimum_healthy_percent: service.minimumHealthyPercent,
    maximum_percent: service.maximumPercent,
    grace_period: service.grace,
    enable_execute_command: service.executeCommand,
    registries: [...service.registries],
    load_balancers: service.loadBalancers.map(({ targetGroup, container, port }) => ({
      target_group: targetGroup,
      container,
      port,
    })),
    availability_zone_rebalancing: service.zoneRebalancing,
  };
}

/** The whole object goes out, with what is not changed as it was read: a member that were left out might be lost. */
function configuration(service: EcsServiceState, changed: Settings): JsonObject {
  const { circuit_breaker: given, minimum_healthy_percent: least, maximum_percent: most } = changed;
  const { thresholdConfiguration: _, ...kept } = breakerOf(service);
  const breaker = given && {
    ...kept,
    enable: given.enable,
    rollback: given.rollback,
    ...(given.threshold ? { thresholdConfiguration: given.threshold } : {}),
  };
  return {
    ...service.deploymentConfiguration,
    ...(breaker ? { deploymentCircuitBreaker: breaker } : {}),
    ...(least === undefined ? {} : { minimumHealthyPercent: least }),
    ...(most === undefined ? {} : { maximumPercent: most }),
  };
}

const inConfiguration: readonly SettingName[] = ['circuit_breaker', 'minimum_healthy_percent', 'maximum_percent'];

export const changesConfiguration = (changed: Settings): boolean => inConfiguration.some((name) => name in changed);

/** Members of UpdateService for what is changed, and no others. */
export function updateParams(service: EcsServiceState, changed: Settings): JsonObject {
  const { grace_period, enable_execute_command, registries, load_balancers, availability_zone_rebalancing } = changed;
  const members = {
    deploymentConfiguration: changesConfiguration(changed) ? configuration(service, changed) : undefined,
    healthCheckGracePeriodSeconds: grace_period,
    enableExecuteCommand: enable_execute_command,
    serviceRegistries: registries?.map((registryArn) => ({ registryArn })),
    loadBalancers: load_balancers?.map(({ target_group: targetGroupArn, container, port }) => ({
      targetGroupArn,
      containerName: container,
      containerPort: port,
    })),
    availabilityZoneRebalancing: availability_zone_rebalancing,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

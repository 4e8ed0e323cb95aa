import { canonical, type JsonObject } from '#domain/json.ts';
import type { Network, Service } from '../../ecs/model.ts';
import { showNetwork } from '../../ecs/show-service.ts';
import { flag, needed, number, object, objects, refuseUnknown, text, texts } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import { oneOf } from './one-of.ts';

/** Those that belong to a service revision: another value starts a deployment. */
export const revisionMembers = ['networkConfiguration', 'platformVersion', 'loadBalancers', 'serviceRegistries'];

/** Those that do not; some are seen only by tasks that start later. */
export const plainMembers = [
  'enableExecuteCommand',
  'propagateTags',
  'capacityProviderStrategy',
  'availabilityZoneRebalancing',
  'placementConstraints',
  'healthCheckGracePeriodSeconds',
];

type RevisionSettings = Pick<Service, 'network' | 'platformVersion' | 'loadBalancers' | 'registries'>;

/** @returns whether a deployment is needed */
export function changeRevision(service: Service, params: JsonObject): boolean {
  const network = object(params, 'networkConfiguration');
  const next: RevisionSettings = {
    network: network ? readNetwork(network) : service.network,
    platformVersion: text(params, 'platformVersion') ?? service.platformVersion,
    loadBalancers: objects(params, 'loadBalancers')?.map(loadBalancer) ?? service.loadBalancers,
    registries: registries(params) ?? service.registries,
  };
  const differs = told(next) !== told(service);
  Object.assign(service, next);
  return differs;
}

const told = ({ network, platformVersion, loadBalancers, registries }: RevisionSettings): string =>
  canonical({ network: network ? showNetwork(network) : null, platformVersion, loadBalancers, registries });

function registries(params: JsonObject): readonly JsonObject[] | undefined {
  const given = objects(params, 'serviceRegistries');
  if (given && given.length > 1) throw invalid('A service can have at most one service registry.');
  for (const each of given ?? []) {
    refuseUnknown(each, ['registryArn', 'port', 'containerName', 'containerPort'], 'serviceRegistries');
    needed(text, each, 'registryArn');
  }
  return given;
}

function loadBalancer(given: JsonObject): JsonObject {
  refuseUnknown(given, ['targetGroupArn', 'containerName', 'containerPort'], 'loadBalancers');
  return {
    targetGroupArn: needed(text, given, 'targetGroupArn'),
    containerName: needed(text, given, 'containerName'),
    containerPort: needed(number, given, 'containerPort'),
  };
}

function readNetwork(given: JsonObject): Network {
  refuseUnknown(given, ['awsvpcConfiguration'], 'networkConfiguration');
  const vpc = needed(object, given, 'awsvpcConfiguration');
  refuseUnknown(vpc, ['subnets', 'securityGroups', 'assignPublicIp'], 'awsvpcConfiguration');
  return {
    subnets: needed(texts, vpc, 'subnets'),
    securityGroups: texts(vpc, 'securityGroups') ?? [],
    assignPublicIp: text(vpc, 'assignPublicIp') === 'ENABLED',
  };
}

function placementConstraint(given: JsonObject): string {
  refuseUnknown(given, ['type', 'expression'], 'placementConstraints');
  if (text(given, 'type') !== 'memberOf') throw invalid('The type of a placement constraint must be memberOf.');
  return needed(text, given, 'expression');
}

/** What is changed at once and starts nothing. */
export function changePlain(service: Service, params: JsonObject): void {
  const { options } = service;
  service.placementConstraints =
    objects(params, 'placementConstraints')?.map(placementConstraint) ?? service.placementConstraints;
  service.grace = number(params, 'healthCheckGracePeriodSeconds') ?? service.grace;
  service.options = {
    enableExecuteCommand: flag(params, 'enableExecuteCommand') ?? options.enableExecuteCommand,
    propagateTags:
      text(params, 'propagateTags') === undefined
        ? options.propagateTags
        : oneOf(params, 'propagateTags', ['NONE', 'SERVICE', 'TASK_DEFINITION']),
    availabilityZoneRebalancing:
      text(params, 'availabilityZoneRebalancing') === undefined
        ? options.availabilityZoneRebalancing
        : oneOf(params, 'availabilityZoneRebalancing', ['DISABLED', 'ENABLED']),
    capacityProviderStrategy: objects(params, 'capacityProviderStrategy') ?? options.capacityProviderStrategy,
  };
}

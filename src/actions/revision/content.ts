import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Definition } from '../ports/revision-read.ts';

/**
 * Members of RegisterTaskDefinition; the others of a description are ECS's own.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
 */
const members = [
  'family',
  'taskRoleArn',
  'executionRoleArn',
  'networkMode',
  'containerDefinitions',
  'volumes',
  'placementConstraints',
  'requiresCompatibilities',
  'cpu',
  'memory',
  'pidMode',
  'ipcMode',
  'proxyConfiguration',
  'ephemeralStorage',
  'runtimePlatform',
  'enableFaultInjection',
];

/** What has to be registered to have the same again; without its tags. */
export const contentOf = ({ raw }: Definition): JsonObject =>
  Object.fromEntries(
    members.flatMap((name): [string, Json][] => {
      const member = raw[name];
      return member === undefined || member === null ? [] : [[name, member]];
    }),
  );

export const objectsOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((item): item is JsonObject => isObject(item)) : [];

export const containersOf = (content: JsonObject): readonly JsonObject[] => objectsOf(content['containerDefinitions']);

export const nameOf = (container: JsonObject): string => String(container['name'] ?? '');

/** ECS takes a container for essential unless it is said not to be. */
export const isEssential = (container: JsonObject): boolean => container['essential'] !== false;

export const hasHealthCheck = (container: JsonObject): boolean => isObject(container['healthCheck']);

/** A member left out where it is undefined. */
export const withMember = (object: JsonObject, name: string, value: Json | undefined): JsonObject => {
  const { [name]: _, ...others } = object;
  return value === undefined ? others : { ...object, [name]: value };
};

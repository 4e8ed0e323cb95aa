import type { JsonObject } from '#domain/json.ts';
import type { TaskDefinition } from './definition.ts';
import { seconds } from './show-service.ts';

/** A task definition as it is described: what was registered, and what ECS adds. */
export const showDefinition = (definition: TaskDefinition): JsonObject => ({
  ...definition.registered,
  taskDefinitionArn: definition.arn,
  revision: definition.revision,
  status: definition.deregisteredAt === undefined ? 'ACTIVE' : 'INACTIVE',
  compatibilities: ['EC2', 'FARGATE'],
  registeredAt: seconds(definition.registeredAt),
  registeredBy: definition.registeredBy,
  ...(definition.deregisteredAt !== undefined && { deregisteredAt: seconds(definition.deregisteredAt) }),
});

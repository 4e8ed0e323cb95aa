import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { deployMemory } from '../deploy/memory.ts';

/** A deployment that goes on is stopped, and ECS itself goes back. */
const stopMemory = Type.Object({
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  /** ARN of the service deployment that is stopped. */
  serviceDeployment: Type.String(),
  /** Id of the deployment that was PRIMARY, and ARN of what it was to run. */
  primary: Type.String(),
  before: Type.String(),
  /** ARN of what ECS goes back to. */
  back: Type.String(),
  /** Whether its tasks have a health check. */
  checked: Type.Boolean(),
});
export type StopMemory = Static<typeof stopMemory>;

/** What a plan of a rollback remembers: one of the two ways. */
export const rollbackMemory = Type.Union([Type.Object({ stop: stopMemory }), Type.Object({ deploy: deployMemory })]);
export type RollbackMemory = Static<typeof rollbackMemory>;

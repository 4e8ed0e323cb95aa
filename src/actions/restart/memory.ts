import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of a restart remembers. */
export const restartMemory = Type.Object({
  mode: Type.Enum(['roll', 'stop-task']),
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  taskDefinition: Type.String(),
  /** Id of the deployment that was PRIMARY. */
  primary: Type.String(),
  desired: Type.Integer(),
  /** Healthy tasks that must be left while one after the other is stopped. */
  fewest: Type.Integer(),
  /** Whether the tasks have a health check. */
  checked: Type.Boolean(),
  /** ARNs of the tasks that ran. */
  tasks: Type.Array(Type.String()),
  /** `container digest` of what they ran. */
  images: Type.Array(Type.String()),
});
export type RestartMemory = Static<typeof restartMemory>;

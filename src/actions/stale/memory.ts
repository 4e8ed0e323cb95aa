import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of stopping stale tasks remembers. */
export const staleMemory = Type.Object({
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  /** Id of the deployment that was PRIMARY. */
  primary: Type.String(),
  /** Healthy tasks that must be left at any time. */
  fewest: Type.Integer(),
  /** ARNs of the tasks to stop, in this order. */
  tasks: Type.Array(Type.String()),
});
export type StaleMemory = Static<typeof staleMemory>;

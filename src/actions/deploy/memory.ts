import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of a deployment remembers. */
export const deployMemory = Type.Object({
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  /** Id of the deployment that was PRIMARY. */
  primary: Type.String(),
  /** ARN of the task definition that ran. */
  before: Type.String(),
  /** ARN of what is deployed, where it is there already; otherwise it is registered first. */
  existing: Type.Optional(Type.String()),
  family: Type.String(),
  /** Number of the newest revision of the family when this was planned; what we register has a higher one. */
  newest: Type.Integer(),
  /** Value of the tag by which what we register is known. */
  tag: Type.String(),
  /** Roles that are handed to the tasks. */
  roles: Type.Array(Type.String()),
  /** Whether the new tasks have a health check. */
  checked: Type.Boolean(),
  /** Of the image that changes, or else of the first container's; empty where that is not known. */
  digest: Type.String(),
});
export type DeployMemory = Static<typeof deployMemory>;

import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of a managed rotation remembers. */
export const rotationMemory = Type.Object({
  arn: Type.String(),
  name: Type.String(),
  /** Id that the new version gets: the token of its request. */
  version: Type.String(),
  previous: Type.String(),
  /** The function, by its ARN, or the AWS service that rotates it. */
  by: Type.String(),
});
export type RotationMemory = Static<typeof rotationMemory>;

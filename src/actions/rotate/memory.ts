import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of rotating a parameter remembers. */
export const rotateMemory = Type.Object({
  name: Type.String(),
  arn: Type.String(),
  /** The newest version before. */
  version: Type.Integer(),
  /** The version that consumers of the current label had before. */
  inUse: Type.Integer(),
  current: Type.String(),
  previous: Type.String(),
  tier: Type.String(),
  keyId: Type.Optional(Type.String()),
});
export type RotateMemory = Static<typeof rotateMemory>;

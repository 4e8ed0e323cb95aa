import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of promoting a version remembers. */
export const promoteMemory = Type.Object({
  arn: Type.String(),
  name: Type.String(),
  version: Type.String(),
  /** The current version before; the same where only the pending label goes. */
  previous: Type.String(),
  /** The version that loses the pending label. */
  pending: Type.Optional(Type.String()),
});
export type PromoteMemory = Static<typeof promoteMemory>;

import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { currentStage, pendingStage } from './state.ts';

/** What a plan of putting a value remembers. */
export const putMemory = Type.Object({
  arn: Type.String(),
  name: Type.String(),
  /** Id that the new version gets: the token of its request. */
  version: Type.String(),
  stage: Type.Enum([pendingStage, currentStage]),
  /** The version in use before. */
  previous: Type.String(),
  keyId: Type.Optional(Type.String()),
});
export type PutMemory = Static<typeof putMemory>;

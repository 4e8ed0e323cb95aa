import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of running a script remembers. */
export const commandMemory = Type.Object({
  document: Type.String(),
  documentArn: Type.String(),
  /** Ids, sorted. */
  instances: Type.Array(Type.String()),
  instanceArns: Type.Array(Type.String()),
  /** What the command is found by. */
  comment: Type.String(),
});
export type CommandMemory = Static<typeof commandMemory>;

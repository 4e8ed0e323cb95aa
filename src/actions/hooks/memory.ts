import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of answering a paused deployment remembers. */
export const hookMemory = Type.Object({
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  /** ARN of the service deployment. */
  deployment: Type.String(),
  do: Type.Enum(['continue', 'roll-back']),
  stage: Type.String(),
  /** Ids of the hooks that wait. */
  hooks: Type.Array(Type.String()),
});
export type HookMemory = Static<typeof hookMemory>;

export const waits = ({ status }: { readonly status: string }): boolean => status === 'AWAITING_ACTION';

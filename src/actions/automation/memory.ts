import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of starting an automation remembers. */
export const automationMemory = Type.Object({
  document: Type.String(),
  definitionArn: Type.String(),
  executionArns: Type.String(),
  /** Whether the approval of the plan is handed on to the automation. */
  approve: Type.Boolean(),
  /** What the execution is found by. */
  tags: Type.Object({ 'stepward:run': Type.String(), 'stepward:step': Type.String() }),
  plannedAt: Type.Number(),
  /** Role that the automation acts as, where it is given one. */
  role: Type.Optional(Type.String()),
});
export type AutomationMemory = Static<typeof automationMemory>;

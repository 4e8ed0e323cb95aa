import type { Static } from 'typebox';
import type { Json } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { parser } from '../schema.ts';

/** What a plan of running one task remembers. */
export const runMemory = Type.Object({
  cluster: Type.String(),
  /** ARN of the revision that runs, or from which a new one is made. */
  taskDefinition: Type.String(),
  /** Where a revision is registered for it: by what it is known. */
  registers: Type.Optional(Type.Object({ family: Type.String(), newest: Type.Integer(), tag: Type.String() })),
  /** Marks the task as this step's. */
  startedBy: Type.String(),
  /** Names of the containers that must end well, the one with the command first. */
  essential: Type.Array(Type.String()),
  logs: Type.Optional(Type.Object({ group: Type.String(), prefix: Type.String() })),
  /** ARNs of the roles that ECS takes on for the task. */
  roles: Type.Array(Type.String()),
});
export type RunMemory = Static<typeof runMemory>;

const progress = Type.Object({ exitCode: Type.Optional(Type.Integer()), startedAt: Type.Optional(Type.Number()) });
const parse = parser(progress);

/** What is known of the task so far, as verify's memo has it. */
export function progressOf(memo: Json | undefined): Static<typeof progress> {
  const parsed = parse(memo ?? {});
  return parsed.ok ? parsed.value : {};
}

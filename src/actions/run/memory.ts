import type { Static } from 'typebox';
import type { Json } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { parser } from '../schema.ts';

/** What a plan of running one task remembers. */
export const runMemory = Type.Object({
  cluster: Type.String(),
  /** ARN of the revision that runs. */
  taskDefinition: Type.String(),
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

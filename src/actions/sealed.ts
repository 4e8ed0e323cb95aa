import type { TSchema } from 'typebox';
import { isObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';

/** A secret as plans and requests carry it: only the sender opens it. `length` counts characters. */
export interface Sealed {
  readonly $sealed: string;
  /** Keyed, so equal secrets of one run can be told apart from different ones, and nothing else. */
  readonly fingerprint: string;
  readonly length: number;
}

const sealed = Type.Object(
  { $sealed: Type.String(), fingerprint: Type.String(), length: Type.Integer() },
  { additionalProperties: false },
);

/** The schema that authors see for a member which the engine seals before the action reads it. */
export const secret = (schema: TSchema) => Type.Unsafe<Sealed>(schema);

/** The input schema as the action itself gets it: its secrets sealed, whether given or generated. */
export function withSealed<S extends TSchema>(input: S, secrets: readonly string[]): S {
  const properties = isObject(input) && 'properties' in input && isObject(input.properties) ? input.properties : {};
  const swapped = ['generate', ...secrets].filter((name) => name in properties).map((name) => [name, sealed]);
  return { ...input, properties: { ...properties, ...Object.fromEntries(swapped) } };
}

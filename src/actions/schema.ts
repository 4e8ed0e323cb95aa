import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from 'typebox';
import { isObject } from '#domain/json.ts';

const ajv = new Ajv({ allErrors: true, useDefaults: true });

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const propertiesOf = (schema: unknown): readonly string[] =>
  isObject(schema) && isObject(schema['properties']) ? Object.keys(schema['properties']) : [];

function say({ keyword, instancePath, params, message, parentSchema }: ErrorObject): string {
  const where = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties')
    return `"${params['additionalProperty']}" is not one of ${propertiesOf(parentSchema).join(', ')}`;
  if (keyword === 'required') return `"${params['missingProperty']}" is missing`;
  if (keyword === 'enum') return `"${where}" must be one of ${params['allowedValues'].join(', ')}`;
  return where ? `"${where}" ${message}` : `it ${message}`;
}

/** A function that checks a value against the schema and gives a copy with the defaults filled in. Compiled when it is first used. */
export function parser<S extends TSchema>(schema: S): (value: unknown) => Parsed<Static<S>> {
  let validate: ValidateFunction<Static<S>> | undefined;
  return (given) => {
    validate ??= ajv.compile<Static<S>>(schema);
    const value: unknown = structuredClone(given);
    if (validate(value)) return { ok: true, value };
    return { ok: false, why: (validate.errors ?? []).map((error) => say(error)).join('; ') };
  };
}

import type { Type as TypeBox } from 'typebox';

type Schema = Readonly<Record<string, unknown>>;

/** Schemas of members that may be left out. */
const optional = new WeakSet<Schema>();

const requiredOf = (properties: Readonly<Record<string, Schema>>): readonly string[] =>
  Object.entries(properties).flatMap(([key, schema]) => (optional.has(schema) ? [] : [key]));

const objectOf = (properties: Readonly<Record<string, Schema>>, options: Schema): Schema => {
  const required = requiredOf(properties);
  return { type: 'object', ...(required.length > 0 && { required }), properties, ...options };
};

const optionalOf = (schema: Schema): Schema => {
  const marked = { ...schema };
  optional.add(marked);
  return marked;
};

const builders = {
  Array: (items: Schema, options?: Schema) => ({ type: 'array', items, ...options }),
  Boolean: (options?: Schema) => ({ type: 'boolean', ...options }),
  Enum: (values: readonly unknown[], options?: Schema) => ({ enum: values, ...options }),
  Integer: (options?: Schema) => ({ type: 'integer', ...options }),
  Number: (options?: Schema) => ({ type: 'number', ...options }),
  Object: (properties: Readonly<Record<string, Schema>>, options: Schema = {}) => objectOf(properties, options),
  Optional: optionalOf,
  /** Of any keys. */
  Record: (_: Schema, value: Schema, options?: Schema) => ({
    type: 'object',
    patternProperties: { '^.*$': value },
    ...options,
  }),
  String: (options?: Schema) => ({ type: 'string', ...options }),
  Union: (anyOf: readonly Schema[], options?: Schema) => ({ anyOf, ...options }),
  Unknown: (options: Schema = {}) => ({ ...options }),
  Unsafe: (schema: Schema) => schema,
};

/**
 * Those builders of TypeBox that we use, with its types: schema and type in one. They are built here because TypeBox is read as 370 files
 * whatever is used of it, longer than all else that a quick command loads.
 */
export const Type = builders as unknown as Pick<typeof TypeBox, keyof typeof builders>;

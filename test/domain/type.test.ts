import { describe, expect, it } from '@jest/globals';
import TypeBox from 'typebox';
import { Type } from '#domain/type.ts';

const options = { title: 'a title', description: 'What it is.' };

/** One of everything, with options and without. */
const schemas = (from: typeof Type) => [
  from.Array(from.String()),
  from.Array(from.Integer(), { ...options, minItems: 1 }),
  from.Boolean(),
  from.Boolean(options),
  from.Enum(['roll', 'stop-task']),
  from.Enum([1], { type: 'integer', ...options }),
  from.Integer({ minimum: 1 }),
  from.Number(),
  from.Number(options),
  from.Object({}),
  from.Object({ all: from.Optional(from.String()) }, { additionalProperties: false }),
  from.Object({ one: from.String(), other: from.Optional(from.Number()), last: from.Unknown() }, options),
  from.Object({ inner: from.Object({ one: from.Optional(from.Boolean(options)) }) }),
  from.Optional(from.String(options)),
  from.Record(from.String(), from.Unknown()),
  from.Record(from.String(), from.Integer(), options),
  from.String({ pattern: '^a' }),
  from.Union([from.String(), from.Integer()]),
  from.Union([from.String()], options),
  from.Unknown(options),
  from.Unsafe<string>(from.Object({ one: from.String() })),
];

describe('Type', () => {
  it("builds the schemas that TypeBox's own builders build, to the letter", () => {
    expect(JSON.stringify(schemas(Type), null, 1)).toBe(JSON.stringify(schemas(TypeBox), null, 1));
  });

  it('leaves a schema as it is that is made optional elsewhere', () => {
    const text = Type.String();
    const both = Type.Object({ may: Type.Optional(text), must: text });
    expect(both.required).toEqual(['must']);
  });
});

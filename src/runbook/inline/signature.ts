import type { JsonObject } from '#domain/json.ts';
import type { Input, Runbook } from '#domain/runbook.ts';
import type { Signature } from '#domain/signatures.ts';
import { optional } from '../optional.ts';

/** What the `with` of a step that inlines this runbook is checked against. */
export const signatureOf = ({ id, title, inputs }: Runbook): Signature => ({
  id,
  kind: 'action',
  summary: title,
  version: 1,
  input: {
    type: 'object',
    properties: Object.fromEntries(inputs.map((input) => [input.name, schemaOf(input)])),
    required: inputs.filter((input) => input.required && input.default === undefined).map(({ name }) => name),
    additionalProperties: false,
  },
  outputs: {},
  secrets: inputs.filter(({ secret }) => secret).map(({ name }) => name),
});

/** The values that an input accepts. */
function schemaOf(input: Input): JsonObject {
  const values = optional('enum', input.enum);
  const isArray = input.type === 'array';
  return {
    type: input.type,
    ...(isArray ? { items: { type: input.items ?? 'string', ...values } } : values),
    ...(input.pattern === undefined
      ? {}
      : { title: `text that matches ${input.pattern}`, pattern: `^(?:${input.pattern})$` }),
    ...optional('minimum', input.min),
    ...optional('maximum', input.max),
    ...optional('minLength', input.minLength),
    ...optional('maxLength', input.maxLength),
    ...optional('minItems', input.minItems),
    ...optional('maxItems', input.maxItems),
  };
}

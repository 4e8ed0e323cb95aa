import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import { verifyCheck } from './shape/check.ts';
import { config } from './shape/config.ts';
import { field, input } from './shape/input.ts';
import { reference as secretReference } from './shape/reference.ts';
import { runbook } from './shape/runbook.ts';
import { stepShapes } from './shape/step.ts';
import { stepList } from './shape/words.ts';

const draft = 'https://json-schema.org/draft/2020-12/schema';
const reference = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });

/**
 * The JSON Schema with which editors check and complete runbooks: `with` knows the inputs of the action, check or source beside it.
 * It accepts every runbook that has no findings. What only the whole file tells, such as whether a step exists, it cannot know.
 */
export function runbookSchema(signatures: Signatures): JsonObject {
  const { action, check, manual } = stepShapes;
  const shapes = Object.entries(stepShapes).map(([key, { schema }]) => [key, plain(schema)]);
  return {
    $schema: draft,
    ...patch(plain(runbook.schema), 'inputs', { patternProperties: { '^.*$': reference('input') } }),
    title: 'A Stepward runbook',
    $defs: {
      step: { title: 'a step', anyOf: Object.keys(stepShapes).map(reference) },
      ...Object.fromEntries(shapes),
      action: called(patch(plain(action.schema), 'verify', { items: reference('verify') }), 'action', signatures),
      check: called(plain(check.schema), 'check', signatures),
      manual: patch(plain(manual.schema), 'fields', { patternProperties: { '^.*$': reference('field') } }),
      verify: called(plain(verifyCheck), 'check', signatures),
      input: called(plain(input.schema), 'source', signatures),
      field: plain(field.schema),
      reference: plain(secretReference.schema),
      expression: { type: 'string', title: `text with a \${{ expression }}`, pattern: '\\$\\{\\{' },
    },
  };
}

/** The JSON Schema of stepward.yml. */
export const configSchema = (): JsonObject => ({ $schema: draft, ...plain(config.schema), title: 'stepward.yml' });

/** A copy that is nothing but JSON, in which lists of steps hold steps. */
const plain = (schema: unknown): JsonObject =>
  JSON.parse(JSON.stringify(schema), (_, part) =>
    isObject(part) && part['title'] === stepList ? { ...part, items: reference('step') } : part,
  ) as JsonObject;

const objectAt = (schema: JsonObject, key: string): JsonObject =>
  isObject(schema[key]) ? (schema[key] as JsonObject) : {};

/** The same schema with one of its properties widened or narrowed. */
function patch(schema: JsonObject, key: string, more: JsonObject): JsonObject {
  const properties = objectAt(schema, 'properties');
  return { ...schema, properties: { ...properties, [key]: { ...objectAt(properties, key), ...more } } };
}

/** What calls something: the id is one of those there are, and `with` is what it takes. */
function called(schema: JsonObject, kind: Signature['kind'], signatures: Signatures): JsonObject {
  const key = kind === 'source' ? 'from' : kind;
  const known = [...signatures.values()].filter((signature) => signature.kind === kind);
  const ids = known.map(({ id }) => id).sort();
  return {
    ...patch(schema, key, { enum: ids }),
    allOf: known.map((signature) => ({
      if: { type: 'object', properties: { [key]: { const: signature.id } }, required: [key] },
      then: { type: 'object', properties: { with: withSchema(signature) } },
    })),
  };
}

/** The input as it is written in a runbook: any part may be an expression, a secret a reference, and `defaults` may give what is not there. */
function withSchema({ input: schema, summary, secrets }: Signature): JsonObject {
  const { required: _, ...written } = openToExpressions(schema);
  return secrets.reduce(orReference, { description: summary, ...written });
}

function orReference(schema: JsonObject, name: string): JsonObject {
  const branches = objectAt(objectAt(schema, 'properties'), name)['anyOf'];
  return Array.isArray(branches) ? patch(schema, name, { anyOf: [...branches, reference('reference')] }) : schema;
}

/** Every part below takes an expression in the place of its value. */
function openToExpressions(schema: JsonObject): JsonObject {
  const parts = Object.entries(objectAt(schema, 'properties')).map(([name, part]) => [name, orExpression(part)]);
  return {
    ...schema,
    ...(parts.length > 0 ? { properties: Object.fromEntries(parts) as JsonObject } : {}),
    ...('items' in schema ? { items: orExpression(schema['items'] as Json) } : {}),
  };
}

function orExpression(part: Json): Json {
  if (!isObject(part)) return part;
  const { title, description, ...rest } = openToExpressions(part as JsonObject);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    anyOf: [rest, reference('expression')],
  };
}

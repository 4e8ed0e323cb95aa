import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import { config } from './shape/config.ts';
import { input } from './shape/input.ts';
import { runbook } from './shape/runbook.ts';
import { stepShapes, verifyCheck } from './shape/step.ts';

const draft = 'https://json-schema.org/draft/2020-12/schema';
const reference = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });

/**
 * The JSON Schema with which editors check and complete runbooks: `with` knows the inputs of the action or check beside it.
 * It accepts every runbook that has no findings. What only the whole file tells, such as whether a step exists, it cannot know.
 */
export function runbookSchema(signatures: Signatures): JsonObject {
  const { action, check, wait, manual, steps } = stepShapes;
  const aStep = { items: reference('step') };
  const header = patch(patch(plain(runbook.schema), 'steps', aStep), 'finally', aStep);
  return {
    $schema: draft,
    ...patch(header, 'inputs', { patternProperties: { '^.*$': reference('input') } }),
    title: 'A Stepward runbook',
    $defs: {
      step: { title: 'a step', anyOf: Object.keys(stepShapes).map(reference) },
      action: called(patch(plain(action.schema), 'verify', { items: reference('verify') }), 'action', signatures),
      check: called(plain(check.schema), 'check', signatures),
      wait: plain(wait.schema),
      manual: plain(manual.schema),
      steps: patch(plain(steps.schema), 'steps', aStep),
      verify: called(plain(verifyCheck), 'check', signatures),
      input: plain(input.schema),
      expression: { type: 'string', title: `text with a \${{ expression }}`, pattern: '\\$\\{\\{' },
    },
  };
}

/** The JSON Schema of stepward.yml. */
export const configSchema = (): JsonObject => ({ $schema: draft, ...plain(config.schema), title: 'stepward.yml' });

/** A copy that is nothing but JSON. */
const plain = (schema: unknown): JsonObject => JSON.parse(JSON.stringify(schema)) as JsonObject;

const objectAt = (schema: JsonObject, key: string): JsonObject =>
  isObject(schema[key]) ? (schema[key] as JsonObject) : {};

/** The same schema with one of its properties widened or narrowed. */
function patch(schema: JsonObject, key: string, more: JsonObject): JsonObject {
  const properties = objectAt(schema, 'properties');
  return { ...schema, properties: { ...properties, [key]: { ...objectAt(properties, key), ...more } } };
}

/** A step that calls an action or a check: the id is one of those there are, and `with` is what it takes. */
function called(schema: JsonObject, key: 'action' | 'check', signatures: Signatures): JsonObject {
  const known = [...signatures.values()].filter(({ kind }) => kind === key);
  const ids = known.map(({ id }) => id).sort();
  return {
    ...patch(schema, key, { enum: ids }),
    allOf: known.map((signature) => ({
      if: { type: 'object', properties: { [key]: { const: signature.id } }, required: [key] },
      then: { type: 'object', properties: { with: withSchema(signature) } },
    })),
  };
}

/** The input as it is written in a runbook: any part may be an expression, and `defaults` may give what is not there. */
function withSchema({ input: schema, summary }: Signature): JsonObject {
  const { required: _, ...written } = openToExpressions(schema);
  return { description: summary, ...written };
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

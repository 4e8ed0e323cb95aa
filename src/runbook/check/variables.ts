import type { Environment } from '#domain/config.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import { buildInput } from '../build-input.ts';
import type { Names } from '../expression/check.ts';
import { field, type RawInput } from '../shape/input.ts';
import { validate } from '../shape/validate.ts';
import { isRepeated, listOf, objectOf, type RawObject, type Spot, textOf } from './outline.ts';
import type { Setting } from './setting.ts';

type Schemas = Names['variables'];

const text = { type: 'string' };
const anything = {};
const ending = { type: 'string', enum: ['succeeded', 'failed', 'stopped', 'rolled_back'] };
const outcome = { type: 'string', enum: ['passed', 'skipped', 'failed', 'rolled_back', 'not_run'] };
const object = (properties: Schemas): JsonObject => ({ type: 'object', properties });

/** What a run's expressions can see everywhere, as JSON Schemas. Without environments of a configuration `values` holds anything. */
export const variablesOf = (runbook: RawObject, { inputs, spots, environments, signatures }: Setting): Schemas => ({
  inputs: object({
    // One that is wrong in itself is there all the same, so that what reads it is not wrong too.
    ...named(Object.keys(objectOf(runbook, 'inputs')).map((name) => [name, anything])),
    ...named(inputs.map((input) => [input.name, inputSchema(input)])),
  }),
  steps: object(named(spots.map((spot) => [spot.id ?? '', stepSchema(spot, signatures)]))),
  run: object({ id: text, reason: text, started_by: text, started_at: text, outcome: ending }),
  environment: environmentSchema(environments),
});

/** Only what expressions can name. */
const named = (entries: readonly (readonly [string, JsonObject])[]): Schemas =>
  Object.fromEntries(entries.filter(([name]) => /^(?!(?:in|true|false|null)$)[a-z][a-z0-9_]*$/.test(name)));

export const environmentSchema = (environments: readonly Environment[]): JsonObject =>
  object({ id: text, account: text, region: text, values: valuesSchema(environments) });

const inputSchema = ({ type, items, enum: allowed }: Input): JsonObject =>
  type === 'array' ? { type, items: { type: items ?? 'string' } } : { type, ...(allowed ? { enum: allowed } : {}) };

/** What is known of a step. Of a repeated one it lies in `each`, but for the steps of its `undo`: they put back one of its items. */
export function stepSchema(spot: Spot, signatures: Signatures, isRepeatedHere = isRepeated(spot)): JsonObject {
  if (spot.keys.includes('runbook')) return object({ outcome });
  const moments = { started_at: text, ended_at: text, ...(spot.keys.includes('action') ? { applied_at: text } : {}) };
  const known = { outcome, ...moments };
  const found = outputsSchema(spot, signatures);
  const outputs = found ? { outputs: found } : {};
  if (!isRepeatedHere) return object({ ...known, ...outputs });
  return object({ ...known, each: { type: 'array', items: object({ item: anything, outcome, ...outputs }) } });
}

/** Of an action, a check, a choice or a manual step with fields; of what is not known, anything. */
export function outputsSchema(
  { raw, keys }: Pick<Spot, 'raw' | 'keys'>,
  signatures: Signatures,
): JsonObject | undefined {
  if (keys.includes('choose')) return object({ option: optionSchema(raw) });
  if ('fields' in raw) return object(named(Object.entries(objectOf(raw, 'fields')).map(fieldSchema)));
  const uses = textOf(raw, 'action') ?? textOf(raw, 'check');
  if (uses === undefined) return keys[0] === undefined ? { type: 'object' } : undefined;
  return outputsOf(signatures.get(uses));
}

function optionSchema(raw: RawObject): JsonObject {
  const options = listOf(objectOf(raw, 'choose')['options']);
  const ids = options.flatMap((option) => (isObject(option) ? (textOf(option, 'id') ?? []) : []));
  return ids.length > 0 ? { type: 'string', enum: ids } : text;
}

/** One that is wrong in itself holds anything. */
const fieldSchema = ([name, raw]: readonly [string, unknown]): readonly [string, JsonObject] => [
  name,
  validate(field, raw, '').length > 0 ? anything : inputSchema(buildInput(name, raw as RawInput)),
];

function outputsOf(signature: Signature | undefined): JsonObject {
  if (!signature) return { type: 'object' };
  return object(Object.fromEntries(Object.entries(signature.outputs).map(([name, { schema }]) => [name, schema])));
}

function valuesSchema(environments: readonly Environment[]): JsonObject {
  if (environments.length === 0) return { type: 'object' };
  const all = Object.assign({}, ...environments.map(({ values }) => values)) as Readonly<Record<string, Json>>;
  return object(Object.fromEntries(Object.entries(all).map(([name, value]) => [name, schemaOfValue(value)])));
}

/** The schema of a value that is written down; of a list with mixed items, anything. */
export function schemaOfValue(value: Json): JsonObject {
  if (Array.isArray(value)) return { type: 'array', items: commonSchema(value.map(schemaOfValue)) };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  if (value === null) return anything;
  return { type: typeof value };
}

export function commonSchema([first = anything, ...others]: readonly JsonObject[]): JsonObject {
  return others.every(({ type }) => type === first.type) ? first : anything;
}

import type { Environment } from '#domain/config.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Names } from '../expression/check.ts';
import { objectOf, type RawObject, type Spot, textOf } from './outline.ts';
import type { Setting } from './setting.ts';

type Schemas = Names['variables'];

const text = { type: 'string' };
const anything = {};
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
  run: object({ id: text, reason: text, started_by: text, started_at: text, outcome: text }),
  environment: environmentSchema(environments),
});

/** Only what expressions can name. */
const named = (entries: readonly (readonly [string, JsonObject])[]): Schemas =>
  Object.fromEntries(entries.filter(([name]) => /^(?!(?:in|true|false|null)$)[a-z][a-z0-9_]*$/.test(name)));

export const environmentSchema = (environments: readonly Environment[]): JsonObject =>
  object({ id: text, account: text, region: text, values: valuesSchema(environments) });

const inputSchema = ({ type, items, enum: allowed }: Input): JsonObject =>
  type === 'array' ? { type, items: { type: items ?? 'string' } } : { type, ...(allowed ? { enum: allowed } : {}) };

function stepSchema(spot: Spot, signatures: Signatures): JsonObject {
  const moments = { started_at: text, ended_at: text, ...(spot.keys.includes('action') ? { applied_at: text } : {}) };
  const known = { outcome, ...moments };
  const outputs = outputsSchema(spot, signatures);
  if (!outputs) return object(known);
  if (!('for_each' in spot.raw)) return object({ ...known, outputs });
  return object({ ...known, each: { type: 'array', items: object({ item: anything, outcome, outputs }) } });
}

/** Of an action or check; of one that is not known, anything. */
export function outputsSchema(
  { raw, keys }: Pick<Spot, 'raw' | 'keys'>,
  signatures: Signatures,
): JsonObject | undefined {
  const uses = textOf(raw, 'action') ?? textOf(raw, 'check');
  if (uses === undefined) return keys[0] === undefined ? { type: 'object' } : undefined;
  const signature = signatures.get(uses);
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

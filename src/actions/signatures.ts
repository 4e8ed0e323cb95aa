import type { TSchema } from 'typebox';
import type { JsonObject } from '#domain/json.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import { Type } from '#domain/type.ts';
import type { Action, Catalogue, Check, Outputs, Source } from './contract.ts';

type Properties = Readonly<Record<string, JsonObject>>;

/** TypeBox's own marks are not enumerable, so what is left is JSON Schema. */
const json = (schema: TSchema): JsonObject => JSON.parse(JSON.stringify(schema));

/** Authors may leave out what has a default; once parsed it is always there, which is why the action's own schema requires it. */
function inputOf(schema: TSchema): JsonObject {
  const { required = [], properties = {}, ...rest } = json(schema) as { required?: string[]; properties?: Properties };
  const needed = required.filter((name) => properties[name]?.['default'] === undefined);
  return { ...rest, properties, required: needed };
}

const outputsOf = (outputs: Outputs): Signature['outputs'] =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, { schema, known }]) => [name, { schema: json(schema), known }]),
  );

/** A source's only output is what can be chosen. */
const choices: Outputs = { choices: { schema: Type.Array(Type.String()), known: 'verify' } };

function signature(each: Action | Check | Source): Signature {
  const { id, summary, version } = each.meta;
  const outputs = each.kind === 'source' ? choices : each.outputs;
  const common = { id, summary, version, input: inputOf(each.input), outputs: outputsOf(outputs) };
  if (each.kind !== 'action') return { ...common, kind: each.kind, secrets: [] };
  const { secrets, risk, timeout, settle, undo } = each.meta;
  return { ...common, kind: 'action', secrets, risk, timeout, settle, undo };
}

/** What the language, the linter and the engine need to know of the catalogue. */
export const signatures = (catalogue: Catalogue): Signatures =>
  new Map([...catalogue].map(([id, each]) => [id, signature(each)]));

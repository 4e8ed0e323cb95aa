import { isObject, type JsonObject } from '#domain/json.ts';
import { inputNames } from '../defaults.ts';
import type { Names } from '../expression/check.ts';
import { declareVariables } from '../expression/types.ts';
import { suggest } from '../nearest.ts';
import { below } from '../yaml/pointer.ts';
import { objectOf, type RawObject } from './outline.ts';
import { whyNot } from './reach.ts';
import type { Setting } from './setting.ts';
import { checkTyped, type Desk, textsIn } from './templates.ts';
import { callsOf, sourcesOf } from './uses.ts';
import { environmentSchema } from './variables.ts';
import { checkWith, defaultsAt, schemaAt } from './with.ts';

/** The defaults of inputs and fields, and what choices are read from, see nothing but the environment. */
export function checkInputExpressions(desk: Desk, runbook: RawObject, setting: Setting): void {
  const variables = { environment: environmentSchema(setting.environments) };
  const reach: Names['reach'] = (chain, facts) => whyNot(chain, facts, { ...setting, facts: new Set() });
  const names = { variables, declared: declareVariables(variables), reach };
  for (const { at, inputs } of placesOf(runbook, setting))
    for (const [name, raw] of Object.entries(inputs))
      if (isObject(raw))
        checkParts(desk, raw['default'], { at: below(below(at, name), 'default'), names, schema: schemaOf(raw) });
  for (const source of sourcesOf(runbook, setting)) checkWith(desk, source, { names, trusted: names, defaults: {} });
}

const placesOf = (
  runbook: RawObject,
  { spots }: Setting,
): readonly { readonly at: string; readonly inputs: RawObject }[] => [
  { at: '/inputs', inputs: objectOf(runbook, 'inputs') },
  ...spots
    .filter(({ raw }) => 'fields' in raw)
    .map(({ raw, at }) => ({ at: below(at, 'fields'), inputs: objectOf(raw, 'fields') })),
];

/** As far as the author has said it; a type that is no word may be any. */
function schemaOf({ type, items = 'string' }: RawObject): JsonObject {
  if (typeof type !== 'string') return {};
  return type === 'array' && typeof items === 'string' ? { type, items: { type: items } } : { type };
}

/** `defaults.with` is checked once and not for every step that takes it. */
export function checkDefaults(desk: Desk, runbook: RawObject, names: Names, setting: Setting): void {
  const calls = setting.spots.flatMap((spot) => Object.values(callsOf(spot, setting)).flat());
  const taking = calls.flatMap(({ signature }) => signature ?? []);
  const known = new Set(taking.flatMap(inputNames));
  for (const [key, value] of Object.entries(objectOf(objectOf(runbook, 'defaults'), 'with'))) {
    const at = below(defaultsAt, key);
    const schema = taking.map(({ input }) => schemaAt(input, [key])).find((one) => Object.keys(one).length > 0);
    checkParts(desk, value, { at, names, schema: schema ?? {} });
    if (known.has(key) || calls.some(({ signature }) => !signature)) continue;
    desk.problems.push({
      rule: 'unknown-key',
      at,
      on: 'key',
      message: `nothing in this runbook takes "${key}"`,
      ...suggest(key, known),
    });
  }
}

interface Part {
  readonly at: string;
  readonly names: Names;
  readonly schema: JsonObject;
}

/** The expressions in a value of this schema. */
function checkParts(desk: Desk, value: unknown, { at, names, schema }: Part): void {
  for (const { at: place, text } of textsIn(value, at)) {
    const path = place
      .slice(at.length + 1)
      .split('/')
      .filter((key) => key !== '');
    checkTyped(desk, place, text, { names, schema: schemaAt(schema, path) });
  }
}

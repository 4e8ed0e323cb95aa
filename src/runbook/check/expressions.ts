import type { Json, JsonObject } from '#domain/json.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Names } from '../expression/check.ts';
import { both, type Facts } from '../expression/facts.ts';
import { declareVariables } from '../expression/types.ts';
import { below } from '../yaml/pointer.ts';
import { checkDefaults, checkInputDefaults } from './defaults.ts';
import { objectOf, type RawObject, type Spot, textOf } from './outline.ts';
import { whyNot } from './reach.ts';
import type { Setting } from './setting.ts';
import { checkText, checkTyped, type Desk, textsIn } from './templates.ts';
import { type Call, callsOf } from './uses.ts';
import { commonSchema, outputsSchema, schemaOfValue, variablesOf } from './variables.ts';
import { checkWith, type WithScope } from './with.ts';

const bool = { type: 'boolean', title: 'true or false' };
const list = { type: 'array', title: 'a list' };

/** Every expression of a runbook reads what is there, and gives what its place takes. */
export function checkExpressions(desk: Desk, runbook: RawObject, setting: Setting): void {
  const trusted = { ...setting, inputs: setting.inputs.map((input) => ({ ...input, secret: false })) };
  const variables = variablesOf(runbook, setting);
  const names: Names = {
    variables,
    declared: declareVariables(variables),
    reach: (chain, facts) => whyNot(chain, facts, { ...setting, facts: new Set() }),
  };
  checkInputDefaults(desk, runbook, setting);
  checkDefaults(desk, runbook, names, setting);
  const defaults = objectOf(objectOf(runbook, 'defaults'), 'with') as JsonObject;
  const proven = new Map<Spot, Facts>();
  for (const spot of setting.spots) {
    const around = factsAround(spot, proven);
    const facts = both(around, checkIf(desk, spot, { ...names, reach: reachFrom(spot, around, setting) }));
    proven.set(spot, facts);
    const own = withItem(desk, spot, { ...names, reach: reachFrom(spot, facts, setting) });
    const scope = { names: own, trusted: { ...own, reach: reachFrom(spot, facts, trusted) }, defaults };
    checkStep(desk, spot, scope, setting.signatures);
  }
}

const factsAround = ({ groups }: Spot, proven: ReadonlyMap<Spot, Facts>): Facts =>
  groups.map((group) => proven.get(group) ?? new Set<string>()).reduce(both, new Set<string>());

const reachFrom =
  (here: Spot, facts: Facts, setting: Setting): Names['reach'] =>
  (chain, own) =>
    whyNot(chain, own, { ...setting, here, facts });

function withVariables(names: Names, variables: Names['variables']): Names {
  return {
    ...names,
    variables: { ...names.variables, ...variables },
    declared: declareVariables(variables, names.declared),
  };
}

function checkIf(desk: Desk, { raw, at: place }: Spot, names: Names): Facts {
  const text = textOf(raw, 'if');
  return (
    (text !== undefined && checkTyped(desk, below(place, 'if'), text, { names, schema: bool })?.proven) || new Set()
  );
}

/** The names of a step, with `item` and `index` if it is repeated. */
function withItem(desk: Desk, { raw, at: place }: Spot, names: Names): Names {
  if (!('for_each' in raw)) return names;
  const items = raw['for_each'];
  const itemsAt = below(place, 'for_each');
  const item =
    typeof items === 'string' ? itemOfExpression(desk, itemsAt, items, names) : itemOfList(desk, itemsAt, items, names);
  return withVariables(names, { item, index: { type: 'integer' } });
}

function itemOfExpression(desk: Desk, place: string, text: string, names: Names): JsonObject {
  const type = checkTyped(desk, place, text, { names, schema: list })?.type;
  const item = /^list<(string|int|double|bool)>$/.exec(type ?? '')?.[1];
  return item === undefined
    ? {}
    : { type: { string: 'string', int: 'integer', double: 'number', bool: 'boolean' }[item] ?? 'string' };
}

function itemOfList(desk: Desk, place: string, items: unknown, names: Names): JsonObject {
  for (const { at: textAt, text } of textsIn(items, place)) checkText(desk, textAt, text, names);
  const values = Array.isArray(items) ? (items as readonly Json[]) : [];
  return textsIn(items, place).length > 0 ? {} : commonSchema(values.map(schemaOfValue));
}

function checkStep(desk: Desk, spot: Spot, scope: WithScope, signatures: Signatures): void {
  for (const key of ['title', 'impact', 'manual']) {
    const text = textOf(spot.raw, key);
    if (text !== undefined) checkText(desk, below(spot.at, key), text, scope.names);
  }
  const { own, verify } = callsOf(spot, signatures);
  for (const call of [...own, ...verify]) {
    checkWith(desk, call, scope);
    checkExpect(desk, call, scope.names, signatures);
  }
}

function checkExpect(desk: Desk, { raw, at: place, key }: Call, names: Names, signatures: Signatures): void {
  const text = key === 'check' ? textOf(raw, 'expect') : undefined;
  if (text === undefined) return;
  const outputs = outputsSchema({ raw, keys: ['check'] }, signatures) ?? {};
  checkTyped(desk, below(place, 'expect'), text, { names: withVariables(names, { outputs }), schema: bool });
}

import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Names } from '../expression/check.ts';
import { both, type Facts } from '../expression/facts.ts';
import { declareVariables, membersOf } from '../expression/types.ts';
import { below } from '../yaml/pointer.ts';
import { checkDefaults, checkInputExpressions } from './defaults.ts';
import { isRepeated, listOf, objectOf, type RawObject, type Spot, textOf, undoneBy } from './outline.ts';
import { whyNot } from './reach.ts';
import type { Setting } from './setting.ts';
import { checkText, checkTyped, type Desk, textsIn } from './templates.ts';
import { type Call, callsOf } from './uses.ts';
import { commonSchema, outputsSchema, schemaOfValue, stepSchema, variablesOf } from './variables.ts';
import { checkWith, type WithScope } from './with.ts';

const bool = { type: 'boolean', title: 'true or false' };
const list = { type: 'array', title: 'a list' };

/** What is known at the steps that were looked at before: those around a step come first. */
interface Known {
  readonly proven: Map<Spot | string, Facts>;
  /** `item` and `index` of repeated steps. */
  readonly items: Map<Spot, Names['variables']>;
}

/** Every expression of a runbook reads what is there, and gives what its place takes. */
export function checkExpressions(desk: Desk, runbook: RawObject, setting: Setting): void {
  const variables = variablesOf(runbook, setting);
  const names: Names = {
    variables,
    declared: declareVariables(variables),
    reach: (chain, facts) => whyNot(chain, facts, { ...setting, facts: new Set() }),
  };
  checkInputExpressions(desk, runbook, setting);
  checkDefaults(desk, runbook, names, setting);
  const known: Known = { proven: new Map(), items: new Map() };
  for (const spot of setting.spots) checkSpot(desk, runbook, spot, { names, known, setting });
}

/** A step or a part of one. */
type Written = Pick<Spot, 'raw' | 'at'>;

interface Place {
  readonly names: Names;
  readonly known: Known;
  readonly setting: Setting;
}

function checkSpot(desk: Desk, runbook: RawObject, spot: Spot, { names, known, setting }: Place): void {
  const trusted = { ...setting, inputs: setting.inputs.map((input) => ({ ...input, secret: false })) };
  const around = factsAround(spot, known);
  const outside = withVariables(names, variablesAround(spot, names, known, setting.signatures));
  const facts = both(around, checkIf(desk, spot, { ...outside, reach: reachFrom(spot, around, setting) }));
  known.proven.set(spot, facts);
  const reach = reachFrom(spot, facts, setting);
  const items = isRepeated(spot) ? itemsOf(desk, spot, { ...outside, reach }) : {};
  known.items.set(spot, items);
  const own = { ...withVariables(outside, items), reach };
  const defaults = objectOf(objectOf(runbook, 'defaults'), 'with') as JsonObject;
  checkStep(desk, spot, { names: own, trusted: { ...own, reach: reachFrom(spot, facts, trusted) }, defaults }, setting);
  checkOptions(desk, spot, own, (at, proven) => known.proven.set(at, both(facts, proven)));
}

/** What the conditions of the steps and options around say. */
const factsAround = ({ around, ways }: Spot, { proven }: Known): Facts =>
  [...around, ...ways.map(({ at }) => at)]
    .map((key) => proven.get(key) ?? new Set<string>())
    .reduce(both, new Set<string>());

/** `item` and `index` of the repeated step around; and in what undoes one, that step as it was for this item. */
function variablesAround(
  spot: Spot,
  { variables }: Names,
  { items }: Known,
  signatures: Signatures,
): Names['variables'] {
  const repeated = spot.around.find(isRepeated);
  const item = (repeated && items.get(repeated)) ?? {};
  const undone = undoneBy(spot);
  if (!undone?.id || !isRepeated(undone)) return item;
  const steps = { ...membersOf(variables['steps'] ?? {}), [undone.id]: stepSchema(undone, signatures, false) };
  return { ...item, steps: { type: 'object', properties: steps } };
}

const reachFrom =
  (here: Spot, facts: Facts, setting: Setting): Names['reach'] =>
  (chain, own) =>
    whyNot(chain, own, { ...setting, here, facts });

function withVariables(names: Names, variables: Names['variables']): Names {
  const added = Object.keys(variables);
  if (added.length === 0) return names;
  const all = { ...names.variables, ...variables };
  // CEL knows no second declaration of a name.
  const isNew = added.every((name) => !(name in names.variables));
  return {
    ...names,
    variables: all,
    declared: isNew ? declareVariables(variables, names.declared) : declareVariables(all),
  };
}

function checkIf(desk: Desk, { raw, at: place }: Written, names: Names): Facts {
  const text = textOf(raw, 'if');
  return (
    (text !== undefined && checkTyped(desk, below(place, 'if'), text, { names, schema: bool })?.proven) || new Set()
  );
}

/** What a repeated step can name besides. */
function itemsOf(desk: Desk, { raw, at: place }: Spot, names: Names): Names['variables'] {
  const items = raw['for_each'];
  const itemsAt = below(place, 'for_each');
  const item =
    typeof items === 'string' ? itemOfExpression(desk, itemsAt, items, names) : itemOfList(desk, itemsAt, items, names);
  return { item, index: { type: 'integer' } };
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

function checkStep(desk: Desk, spot: Spot, scope: WithScope, known: Setting): void {
  checkTexts(desk, spot, scope.names, ['title', 'impact', 'manual']);
  checkTexts(desk, { raw: objectOf(spot.raw, 'notify'), at: below(spot.at, 'notify') }, scope.names, ['text']);
  const { own, verify } = callsOf(spot, known);
  // Of a step of two kinds nobody knows which `with` is meant.
  const isOne = spot.keys.length === 1;
  for (const call of [...own.map((each) => (isOne ? each : { ...each, signature: undefined })), ...verify]) {
    checkWith(desk, call, scope);
    checkExpect(desk, call, scope.names, known.signatures);
  }
}

function checkTexts(desk: Desk, { raw, at: place }: Written, names: Names, keys: readonly string[]): void {
  for (const key of keys) {
    const text = textOf(raw, key);
    if (text !== undefined) checkText(desk, below(place, key), text, names);
  }
}

/** What is asked and offered; what the condition of an option says holds for its steps. */
function checkOptions(desk: Desk, spot: Spot, names: Names, prove: (at: string, proven: Facts) => void): void {
  const choose = { raw: objectOf(spot.raw, 'choose'), at: below(spot.at, 'choose') };
  checkTexts(desk, choose, names, ['question', 'suggest']);
  for (const [i, raw] of listOf(choose.raw['options']).entries()) {
    if (!isObject(raw)) continue;
    const option = { raw, at: below(below(choose.at, 'options'), i) };
    checkTexts(desk, option, names, ['label', 'description']);
    prove(option.at, checkIf(desk, option, names));
  }
}

function checkExpect(desk: Desk, { raw, at: place, key }: Call, names: Names, signatures: Signatures): void {
  const text = key === 'check' ? textOf(raw, 'expect') : undefined;
  if (text === undefined) return;
  const outputs = outputsSchema({ raw, keys: ['check'] }, signatures) ?? {};
  checkTyped(desk, below(place, 'expect'), text, { names: withVariables(names, { outputs }), schema: bool });
}

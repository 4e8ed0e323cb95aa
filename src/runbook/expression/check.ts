import type { Environment } from '@marcbachmann/cel-js';
import { isObject, type JsonObject } from '#domain/json.ts';
import { keptFor } from '../kept.ts';
import { suggest } from '../nearest.ts';
import type { Span } from '../yaml/lines.ts';
import { doubtfulDivision } from './division.ts';
import { type Facts, provenBy } from './facts.ts';
import type { Fault } from './fault.ts';
import { sayFault } from './say-fault.ts';
import { sayUnknown } from './say-unknown.ts';
import { type Declared, membersOf } from './types.ts';
import { type Refused, type Use, usesOf } from './uses.ts';

/** What expressions can see at some place. */
export interface Names {
  /** What every variable holds. */
  readonly variables: Readonly<Record<string, JsonObject>>;
  /** Why a name that exists cannot be read here. */
  readonly reach: (names: Use['names'], facts: Facts) => Omit<Fault, 'span'> | undefined;
  readonly declared: Declared;
}

export type Checked = { readonly type: string; readonly proven: Facts } | { readonly fault: Fault };

/** CEL's type of an expression where it stands, or the first thing that is wrong with it. */
export function checkExpression(expression: string, names: Names): Checked {
  const { uses, checked } = readings(names.declared, expression, () => read(expression, names.declared.cel));
  for (const found of uses) {
    const fault =
      found.kind === 'refused'
        ? { rule: 'expression-not-allowed', message: found.message, span: found.span }
        : misuse(found, names);
    if (fault) return { fault };
  }
  return checked;
}

/** What can be said of an expression wherever it stands among the same variables. */
interface Reading {
  readonly uses: readonly (Use | Refused)[];
  readonly checked: Checked;
}

const readings = keptFor<Declared, Reading>(1_000);

function read(expression: string, cel: Environment): Reading {
  const parsed = parse(expression, cel);
  return 'fault' in parsed
    ? { uses: [], checked: parsed }
    : { uses: [...usesOf(parsed.ast)], checked: typed(parsed, cel) };
}

function typed(parsed: Parsed, cel: Environment): Checked {
  const { type, error } = parsed.check();
  if (type === undefined) return { fault: sayFault(error, 'expression-type') };
  const span = doubtfulDivision(parsed.ast, cel);
  if (span) return { fault: { rule: 'expression-type', ...roundsOff, span } };
  return { type, proven: provenBy(parsed.ast) };
}

const roundsOff = {
  message: '`/` cuts off the rest where both numbers are whole',
  hint: 'write double() around one of them',
};

type Parsed = ReturnType<Environment['parse']>;

function parse(expression: string, cel: Environment): Parsed | { readonly fault: Fault } {
  try {
    return cel.parse(expression);
  } catch (error) {
    return { fault: sayFault(error, 'expression-syntax') };
  }
}

function misuse(use: Use, { variables, reach }: Names): Fault | undefined {
  const { names, spans, asked } = use;
  const here = (link: number): Span => spans[link] ?? { start: 0, end: 0 };
  const { schema, missing } = resolve(names, variables);
  if (missing) return { ...sayUnknown(names, missing.link, missing.known), span: here(missing.link) };
  const fault = (asked ? undefined : reach(names, use.facts)) ?? neverEqual(use, schema);
  return fault && { ...fault, span: { start: here(0).start, end: here(names.length - 1).end } };
}

interface Resolved {
  /** Of what the whole chain names; `{}` where it cannot be told. */
  readonly schema: JsonObject;
  /** The first link that its object does not have, and what that has instead. */
  readonly missing?: { readonly link: number; readonly known: readonly string[] };
}

function resolve(names: Use['names'], variables: Names['variables']): Resolved {
  let schema: JsonObject = { type: 'object', properties: variables };
  for (const [link, name] of names.entries()) {
    const members = membersOf(schema);
    const isClosed = name !== null && isObject(schema['properties']);
    if (isClosed && !Object.hasOwn(members, name)) return { schema, missing: { link, known: Object.keys(members) } };
    const next = name === null ? schema['items'] : members[name];
    if (!isObject(next)) return { schema: {} };
    schema = next as JsonObject;
  }
  return { schema };
}

/** A comparison with a text that the value can never be. */
function neverEqual({ names, equals }: Use, { enum: values }: JsonObject): Omit<Fault, 'span'> | undefined {
  if (equals === undefined || !Array.isArray(values) || values.includes(equals)) return undefined;
  const known = values.filter((value) => typeof value === 'string');
  return { rule: 'never-equal', message: `\`${names.join('.')}\` is never "${equals}"`, ...suggest(equals, known) };
}

import type { Environment } from '@marcbachmann/cel-js';
import { isObject, type JsonObject } from '#domain/json.ts';
import { suggest } from '../nearest.ts';
import type { Span } from '../yaml/lines.ts';
import { type Facts, provenBy } from './facts.ts';
import { sayFault } from './say-fault.ts';
import { type Declared, membersOf } from './types.ts';
import { type Use, usesOf } from './uses.ts';

/** What is wrong with an expression and where in it. */
export interface Fault {
  readonly rule: string;
  readonly message: string;
  readonly hint?: string;
  readonly span: Span;
}

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
  const parsed = parse(expression, names.declared.cel);
  if ('fault' in parsed) return parsed;
  for (const found of usesOf(parsed.ast)) {
    const fault =
      found.kind === 'refused'
        ? { rule: 'expression-not-allowed', message: found.message, span: found.span }
        : misuse(found, names);
    if (fault) return { fault };
  }
  const { type, error } = parsed.check();
  if (type === undefined) return { fault: sayFault(error, 'expression-type') };
  return { type, proven: provenBy(parsed.ast) };
}

type Parsed = ReturnType<Environment['parse']>;

function parse(expression: string, cel: Environment): Parsed | { readonly fault: Fault } {
  try {
    return cel.parse(expression);
  } catch (error) {
    return { fault: sayFault(error, 'expression-syntax') };
  }
}

function misuse(use: Use, { variables, reach }: Names): Fault | undefined {
  const at = unknownLink(use, variables);
  const here = (link: number): Span => use.spans[link] ?? { start: 0, end: 0 };
  if (at)
    return at.link === use.names.length - 1 && use.asked
      ? undefined
      : { ...sayUnknown(use.names, at.link, at.known), span: here(at.link) };
  if (use.asked) return undefined;
  const fault = reach(use.names, use.facts);
  return fault && { ...fault, span: { start: here(0).start, end: here(use.names.length - 1).end } };
}

/** The first link that its object does not have, and what it has instead. */
function unknownLink(
  { names }: Use,
  variables: Names['variables'],
): { link: number; known: readonly string[] } | undefined {
  let schema: JsonObject = { type: 'object', properties: variables };
  for (const [link, name] of names.entries()) {
    const known = Object.keys(membersOf(schema));
    const next = name === null ? schema['items'] : membersOf(schema)[name];
    if (name !== null && isObject(schema['properties']) && !known.includes(name)) return { link, known };
    if (!isObject(next)) return undefined;
    schema = next as JsonObject;
  }
  return undefined;
}

/** The rule and the words for what is missing, by where it was looked for. */
function sayUnknown(names: Use['names'], link: number, known: readonly string[]): Omit<Fault, 'span'> {
  const [root, owner, member] = names;
  const name = String(names[link]);
  const hint = suggest(name, known);
  if (root === 'inputs' && link === 1)
    return { rule: 'unknown-input', message: `there is no input "${name}"`, ...hint };
  if (root === 'steps' && link === 1) return { rule: 'unknown-step', message: `there is no step "${name}"`, ...hint };
  if (root === 'steps' && member === 'outputs' && link === 3)
    return { rule: 'unknown-output', message: `step "${owner}" has no output "${name}"`, ...hint };
  if (root === 'environment' && owner === 'values' && link === 2)
    return { rule: 'unknown-value', message: `\`environment.values\` has no "${name}"`, ...hint };
  const before = names
    .slice(0, link)
    .map((one) => one ?? '[]')
    .join('.');
  const message = before === '' ? `there is no "${name}" here` : `\`${before}\` has no "${name}"`;
  return { rule: 'unknown-name', message, ...hint };
}

import { textsIn } from '#runbook/check/templates.ts';
import { celEnvironment } from '#runbook/expression/cel.ts';
import { splitTemplate } from '#runbook/expression/template.ts';
import { type Use, usesOf } from '#runbook/expression/uses.ts';
import type { Report } from '../rule.ts';
import { partOf } from './texts.ts';

const cel = celEnvironment({ unlistedVariablesAreDyn: true });

type Node = ReturnType<typeof cel.parse>['ast'];

/** An expression, parsed, and where it stands with its braces. */
export interface Expression {
  readonly place: Pick<Report, 'at' | 'part'>;
  readonly text: string;
  readonly node: Node;
}

/** A name that an expression reads. */
export type Read = Pick<Use, 'names' | 'equals'> & Pick<Expression, 'place'>;

/** The expressions of a value of any depth. What cannot be parsed has a finding of its own and is none here. */
export function expressionsIn(value: unknown, at: string): readonly Expression[] {
  if (typeof value !== 'object' || value === null) return parseAll(value, at);
  const known = parsed.get(value);
  if (known?.at === at) return known.expressions;
  const expressions = parseAll(value, at);
  parsed.set(value, { at, expressions });
  return expressions;
}

/** Every name that the expressions of a value read; `null` stands for a member that is computed. */
export const readsIn = (value: unknown, at: string): readonly Read[] =>
  expressionsIn(value, at).flatMap(({ place, node }) =>
    [...usesOf(node)].flatMap((use) => (use.kind === 'use' ? [{ ...use, place }] : [])),
  );

/** Several rules look at the same runbook, and none changes it. */
const parsed = new WeakMap<object, { readonly at: string; readonly expressions: readonly Expression[] }>();

const parseAll = (value: unknown, at: string): readonly Expression[] =>
  textsIn(value, at).flatMap(({ at: place, text }) =>
    splitTemplate(text).holes.flatMap(({ expression, start, end }) => {
      const node = parse(expression);
      return node ? [{ place: { at: place, ...partOf(text, start, end - start) }, text: expression, node }] : [];
    }),
  );

function parse(expression: string): Node | undefined {
  try {
    return cel.parse(expression).ast;
  } catch (error) {
    if (error instanceof Error && error.name === 'ParseError') return undefined;
    throw error;
  }
}

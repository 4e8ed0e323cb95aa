import { textsIn } from '#runbook/check/templates.ts';
import { celEnvironment } from '#runbook/expression/cel.ts';
import { splitTemplate } from '#runbook/expression/template.ts';
import { type Use, usesOf } from '#runbook/expression/uses.ts';
import { keptFor } from '#runbook/kept.ts';
import { once } from '../once.ts';
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
export const expressionsIn = (value: unknown, at: string): readonly Expression[] =>
  typeof value === 'object' && value !== null ? parsed(value, at, () => parseAll(value, at)) : parseAll(value, at);

/** Several rules look at the same runbook, and none changes it. */
const parsed = keptFor<object, readonly Expression[]>(4);

/** Every name that the expressions of a value read; `null` stands for a member that is computed. */
export const readsIn = (value: unknown, at: string): readonly Read[] => readsOf(expressionsIn(value, at));

const readsOf = once((expressions: readonly Expression[]): readonly Read[] =>
  expressions.flatMap(({ place, node }) => usesIn(node).map((use) => ({ ...use, place }))),
);

const usesIn = once((node: Node): readonly Use[] => [...usesOf(node)].filter((found) => found.kind === 'use'));

const parseAll = (value: unknown, at: string): readonly Expression[] =>
  textsIn(value, at).flatMap(({ at: place, text }) =>
    splitTemplate(text).holes.flatMap(({ expression, start, end }) => {
      const { node } = nodes(cel, expression, () => ({ node: parse(expression) }));
      return node ? [{ place: { at: place, ...partOf(text, start, end - start) }, text: expression, node }] : [];
    }),
  );

/** The same few stand all over a runbook, and in all that are like it. */
const nodes = keptFor<typeof cel, { readonly node: Node | undefined }>(1_000);

function parse(expression: string): Node | undefined {
  try {
    return cel.parse(expression).ast;
  } catch (error) {
    if (error instanceof Error && error.name === 'ParseError') return undefined;
    throw error;
  }
}

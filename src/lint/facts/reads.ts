import { textsIn } from '#runbook/check/templates.ts';
import { celEnvironment } from '#runbook/expression/cel.ts';
import { type Hole, splitTemplate } from '#runbook/expression/template.ts';
import { type Use, usesOf } from '#runbook/expression/uses.ts';

const cel = celEnvironment({ unlistedVariablesAreDyn: true });

type Node = ReturnType<typeof cel.parse>['ast'];

/** An expression and where it stands: the place of its text, and the hole in it. */
export interface Expression {
  readonly at: string;
  readonly hole: Hole;
  readonly node: Node;
}

/** A name that an expression reads. */
export type Read = Pick<Use, 'names' | 'equals'> & Pick<Expression, 'at' | 'hole'>;

/** The expressions of a value of any depth. What cannot be parsed has a finding of its own and is none here. */
export const expressionsIn = (value: unknown, at: string): readonly Expression[] =>
  textsIn(value, at).flatMap((text) =>
    splitTemplate(text.text).holes.flatMap((hole) => {
      const node = parse(hole.expression);
      return node ? [{ at: text.at, hole, node }] : [];
    }),
  );

/** Every name that the expressions of a value read; `null` stands for a member that is computed. */
export const readsIn = (value: unknown, at: string): readonly Read[] =>
  expressionsIn(value, at).flatMap(({ at: place, hole, node }) =>
    [...usesOf(node)].flatMap((use) => (use.kind === 'use' ? [{ ...use, at: place, hole }] : [])),
  );

function parse(expression: string): Node | undefined {
  try {
    return cel.parse(expression).ast;
  } catch (error) {
    if (error instanceof Error && error.name === 'ParseError') return undefined;
    throw error;
  }
}

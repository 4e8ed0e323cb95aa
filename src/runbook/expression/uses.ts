import type { ASTNode } from '@marcbachmann/cel-js';
import type { Span } from '../yaml/lines.ts';
import { type Chain, chainOf, childrenOf } from './chain.ts';
import { both, type Facts, provenBy } from './facts.ts';

/** A name that an expression reads. */
export interface Use extends Chain {
  readonly kind: 'use';
  /** What the conditions before it say. */
  readonly facts: Facts;
  /** Whether `has()` only asks if it is there. */
  readonly asked: boolean;
  /** The text that it is compared with. */
  readonly equals?: string;
}

/** A call that is not allowed. */
export interface Refused {
  readonly kind: 'refused';
  readonly span: Span;
  readonly message: string;
}

interface Walk {
  readonly facts: Facts;
  /** Variables of the macros around, such as `x` in `list.map(x, …)`. */
  readonly bound: readonly string[];
}

type Found = Generator<Use | Refused>;

const macros = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const maxNesting = 2;

/** Every name that a parsed expression reads, and every call that it may not make. */
export function* usesOf(node: ASTNode, walk: Walk = { facts: new Set(), bound: [] }): Found {
  const chain = chainOf(node);
  if (chain) yield* read(chain, walk);
  else if (node.op === '==' || node.op === '!=') yield* compared(node.args, walk);
  else if (node.op === '&&') yield* inOrder(node.args, walk);
  else if (node.op === '?:') yield* inChoice(node.args, walk);
  else if (node.op === 'call') yield* inCall(node.args, walk);
  else if (node.op === 'rcall') yield* inMethod(node.args, node.range, walk);
  else for (const child of childrenOf(node)) yield* usesOf(child, walk);
}

function* read(chain: Chain, walk: Walk, how: { readonly asked?: boolean; readonly equals?: string } = {}): Found {
  const [root] = chain.names;
  if (typeof root === 'string' && !walk.bound.includes(root))
    yield { kind: 'use', ...chain, facts: walk.facts, asked: false, ...how };
  for (const index of chain.indexes) yield* usesOf(index, walk);
}

function* compared([left, right]: readonly [ASTNode, ASTNode], walk: Walk): Found {
  for (const [side, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const chain = chainOf(side);
    const equals = other.op === 'value' && typeof other.args === 'string' ? { equals: other.args } : {};
    yield* chain ? read(chain, walk, equals) : usesOf(side, walk);
  }
}

function* inOrder([condition, next]: readonly [ASTNode, ASTNode], walk: Walk): Found {
  yield* usesOf(condition, walk);
  yield* usesOf(next, { ...walk, facts: both(walk.facts, provenBy(condition)) });
}

function* inChoice([condition, yes, no]: readonly [ASTNode, ASTNode, ASTNode], walk: Walk): Found {
  yield* inOrder([condition, yes], walk);
  yield* usesOf(no, walk);
}

function* inCall([name, args]: readonly [string, ASTNode[]], walk: Walk): Found {
  for (const arg of args) {
    const chain = name === 'has' ? chainOf(arg) : undefined;
    yield* chain ? read(chain, walk, { asked: true }) : usesOf(arg, walk);
  }
}

function* inMethod([name, receiver, args]: readonly [string, ASTNode, ASTNode[]], span: Span, walk: Walk): Found {
  yield* usesOf(receiver, walk);
  if (name === 'matches')
    yield { kind: 'refused', span, message: '`matches()` is not allowed: a pattern can take forever' };
  const [variable, ...rest] = args;
  const isMacro = macros.has(name) && variable?.op === 'id';
  if (isMacro && walk.bound.length >= maxNesting)
    yield {
      kind: 'refused',
      span,
      message: `\`${name}()\` stands inside ${maxNesting} others, the most that is allowed`,
    };
  const inside = isMacro ? { ...walk, bound: [...walk.bound, variable.args] } : walk;
  for (const arg of isMacro ? rest : args) yield* usesOf(arg, inside);
}

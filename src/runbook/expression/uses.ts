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
  if (chain) yield* read(chain, walk, false);
  else if (node.op === '&&') yield* inOrder(node.args[0], node.args[1], walk);
  else if (node.op === '?:') {
    yield* inOrder(node.args[0], node.args[1], walk);
    yield* usesOf(node.args[2], walk);
  } else if (node.op === 'call' && node.args[0] === 'has') yield* askedFor(node.args[1], walk);
  else if (node.op === 'rcall') yield* inMethod(node.args, node.range, walk);
  else for (const child of childrenOf(node)) yield* usesOf(child, walk);
}

function* read(chain: Chain, walk: Walk, asked: boolean): Found {
  const [root] = chain.names;
  if (typeof root === 'string' && !walk.bound.includes(root)) yield { kind: 'use', ...chain, facts: walk.facts, asked };
  for (const index of chain.indexes) yield* usesOf(index, walk);
}

function* inOrder(condition: ASTNode, then: ASTNode, walk: Walk): Found {
  yield* usesOf(condition, walk);
  yield* usesOf(then, { ...walk, facts: both(walk.facts, provenBy(condition)) });
}

function* askedFor(args: readonly ASTNode[], walk: Walk): Found {
  for (const arg of args) {
    const chain = chainOf(arg);
    yield* chain ? read(chain, walk, true) : usesOf(arg, walk);
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

import type { ASTNode } from '@marcbachmann/cel-js';
import type { Span } from '../yaml/lines.ts';

/** A name that is read link by link: `steps`, `kafka`, `outcome`. */
export interface Chain {
  /** An element of a list, or a member whose name is computed, is `null`. */
  readonly names: readonly (string | null)[];
  /** Of every link, within the expression. */
  readonly spans: readonly Span[];
  /** The expressions between the brackets of computed links. */
  readonly indexes: readonly ASTNode[];
}

/** The chain that this node ends; nothing if it does not begin with a name. */
export function chainOf(node: ASTNode): Chain | undefined {
  if (node.op === 'id') return { names: [node.args], spans: [node.range], indexes: [] };
  if (node.op !== '.' && node.op !== '[]') return undefined;
  const before = chainOf(node.args[0]);
  if (!before) return undefined;
  if (node.op === '.') return longer(before, node.args[1], { start: node.pos, end: node.pos + node.args[1].length });
  const index = node.args[1];
  if (index.op === 'value' && typeof index.args === 'string') return longer(before, index.args, index.range);
  return { ...longer(before, null, index.range), indexes: [...before.indexes, index] };
}

const longer = ({ names, spans, indexes }: Chain, name: string | null, span: Span): Chain => ({
  names: [...names, name],
  spans: [...spans, span],
  indexes,
});

/** The nodes directly below. */
export const childrenOf = (node: ASTNode): readonly ASTNode[] => nodesIn(node.args);

function nodesIn(args: unknown): readonly ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(nodesIn);
  return isNode(args) ? [args] : [];
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Span } from '../yaml/lines.ts';
import { childrenOf } from './chain.ts';

/**
 * A division whose result would depend on how a number happens to be written: while a run goes on, JSON's `5` is a whole number,
 * also where the schema says number, and CEL divides whole numbers without a rest.
 */
export function doubtfulDivision(node: ASTNode, cel: Environment): Span | undefined {
  if (node.op === '/' && !node.args.some(isSurelyDecimal) && node.args.some((side) => isDecimal(side, cel)))
    return node.range;
  for (const child of childrenOf(node)) {
    const found = doubtfulDivision(child, cel);
    if (found) return found;
  }
  return undefined;
}

const isSurelyDecimal = (node: ASTNode): boolean =>
  node.op === 'value' ? typeof node.args === 'number' : node.op === 'call' && node.args[0] === 'double';

const isDecimal = ({ input, range }: ASTNode, cel: Environment): boolean =>
  cel.check(input.slice(range.start, range.end)).type === 'double';

import type { Expression } from './reads.ts';

type Node = Expression['node'];
type Pair = readonly [Node, Node];

/** What a condition always is, whatever the names in it hold; nothing where it depends on them. */
export function constantOf(node: Node): boolean | undefined {
  switch (node.op) {
    case 'value':
      return typeof node.args === 'boolean' ? node.args : undefined;
    case '!_':
      return negated(constantOf(node.args));
    case '&&':
      return decided(node.args, false);
    case '||':
      return decided(node.args, true);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(node.op, node.args);
    default:
      return undefined;
  }
}

const negated = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

/** One side that is `deciding` is enough; otherwise both must be known. */
function decided([left, right]: Pair, deciding: boolean): boolean | undefined {
  const sides = [constantOf(left), constantOf(right)];
  if (sides.includes(deciding)) return deciding;
  return sides.includes(undefined) ? undefined : !deciding;
}

const orders = {
  '==': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
};

/** Two values that are written down, or the same thing with itself. */
function compared(op: keyof typeof orders, [left, right]: Pair): boolean | undefined {
  if (sourceOf(left) === sourceOf(right)) return orders[op](0);
  const [a, b] = [literal(left), literal(right)];
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
  return orders[op](a < b ? -1 : a > b ? 1 : 0);
}

const sourceOf = ({ input, start, end }: Node): string => input.slice(start, end);

function literal(node: Node): string | number | bigint | undefined {
  if (node.op !== 'value') return undefined;
  const { args: value } = node;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
}

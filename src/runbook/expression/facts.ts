import type { ASTNode } from '@marcbachmann/cel-js';
import { chainOf } from './chain.ts';

/** What is known to be there: `steps.kafka` (it passed, so it has outputs), `inputs.note` and `steps.kafka.outputs.note` (they were given). */
export type Facts = ReadonlySet<string>;

export const both = (some: Facts, others: Facts): Facts => new Set([...some, ...others]);

/** What must be so where this condition holds. */
export function provenBy(condition: ASTNode): Facts {
  if (condition.op === '&&') return both(provenBy(condition.args[0]), provenBy(condition.args[1]));
  if (condition.op === '==')
    return passed(condition.args[0], condition.args[1]) ?? passed(condition.args[1], condition.args[0]) ?? new Set();
  if (condition.op === 'call' && condition.args[0] === 'has') return given(condition.args[1][0]);
  return new Set();
}

function passed(side: ASTNode, other: ASTNode): Facts | undefined {
  const [root, step, member, more] = chainOf(side)?.names ?? [];
  const isOutcome = root === 'steps' && member === 'outcome' && more === undefined;
  return isOutcome && other.op === 'value' && other.args === 'passed' ? new Set([`steps.${step}`]) : undefined;
}

function given(asked: ASTNode | undefined): Facts {
  const names = (asked && chainOf(asked)?.names) ?? [];
  return names.length > 1 && !names.includes(null)
    ? new Set([names.slice(0, 2).join('.'), names.join('.')])
    : new Set();
}

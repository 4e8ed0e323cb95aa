import { isObject } from '#domain/json.ts';
import type { Span } from '../yaml/lines.ts';
import type { Fault } from './fault.ts';
import { sayType } from './types.ts';

/** An error of CEL's parser or checker, in our words. Anything else that was thrown is not ours to explain. */
export function sayFault(error: unknown, rule: string): Fault {
  if (!isObject(error) || typeof error['summary'] !== 'string') throw error;
  const range = error['range'] as Span | undefined;
  const span = range ?? { start: 0, end: 0 };
  return { rule, span: { start: span.start, end: Math.max(span.end, span.start + 1) }, message: say(error['summary']) };
}

const sentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^no such overload: (.+?) (==|!=|<=?|>=?|[-+*/%]|in) (.+)$/,
    (left, operator, right) => `\`${operator}\` does not go with ${typed(left)} and ${typed(right)}`,
  ],
  [/^no such overload: ([-!])(.+)$/, (operator, operand) => `\`${operator}\` does not go with ${typed(operand)}`],
  [/^found no matching overload for '(?:.*\.)?(\w+)\(.*\)'$/, (name) => `there is no \`${name}()\` for these values`],
  [
    /^Logical operator requires bool operands, got '(.+)'$/,
    (type) => `\`&&\` and \`||\` go with true and false, this is ${typed(type)}`,
  ],
  [
    /^(?:Ternary condition|.* predicate) must (?:be|return) bool, got '(.+)'$/,
    (type) => `a condition is true or false, this is ${typed(type)}`,
  ],
  [
    /^Ternary branches must have the same type, got '(.+)' and '(.+)'$/,
    (yes, no) => `both results of \`?:\` are of one type, these are ${typed(yes)} and ${typed(no)}`,
  ],
  [
    /, expected type '(.+)' but found '(.+)'$/,
    (first, other) => `the parts of a list or mapping are of one type, these are ${typed(first)} and ${typed(other)}`,
  ],
  [/^List index must be int, got '(.+)'$/, (type) => `the place in a list is a whole number, this is ${typed(type)}`],
  [/^Cannot index type '(.+)'$/, (type) => `${typed(type)} has no parts`],
  [/^No such key: (.+)$/, (name) => `there is no "${name}" in it`],
  [/^Unknown variable: (.+)$/, (name) => `there is no "${name}" here`],
  [/^Unexpected token: EOF$/, () => 'the expression is not complete'],
  [/^Exceeded maxAstNodes \((\d+)\)$/, (most) => `the expression has more than ${most} parts`],
];

const typed = (type: string | undefined): string => sayType(type ?? '');

function say(summary: string): string {
  for (const [pattern, sentence] of sentences) {
    const match = pattern.exec(summary);
    if (match) return sentence(...match.slice(1));
  }
  return `the expression cannot be read: ${summary.slice(0, 120)}`;
}

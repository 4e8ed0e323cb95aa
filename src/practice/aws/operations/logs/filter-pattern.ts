import { invalid, unsupported } from '../../refusal.ts';

type Test = (line: string) => boolean;

/**
 * What a line must have to match a filter pattern for unstructured text: every plain term and quoted phrase, none of those with a
 * minus, at least one of those with a question mark (these only if nothing else is asked), and a match for `%regex%`. Case counts.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): Test {
  if (/^\s*[{[]/.test(pattern)) throw unsupported('filter patterns for JSON or columns');
  const terms = [...pattern.matchAll(term)].map(([, sign = '', body = '']) => ({ sign, test: testOf(body) }));
  const rest = pattern.replaceAll(term, '').trim();
  if (rest !== '') throw invalid(`Invalid filter pattern near ${rest}`);
  const having = terms.filter(({ sign }) => sign === '');
  const lacking = terms.filter(({ sign }) => sign === '-');
  const any = having.length + lacking.length > 0 ? [] : terms.filter(({ sign }) => sign === '?');
  return (line) =>
    having.every(({ test }) => test(line)) &&
    !lacking.some(({ test }) => test(line)) &&
    (any.length === 0 || any.some(({ test }) => test(line)));
}

/** A sign and one of: a quoted phrase, a regular expression, a word. */
const term = /([-?]?)("(?:\\.|[^"\\])*"|%[^%]+%|[^\s"%?-][^\s"%]*)/g;

function testOf(body: string): Test {
  if (body.startsWith('%')) {
    const expression = new RegExp(body.slice(1, -1));
    return (line) => expression.test(line);
  }
  const phrase = body.startsWith('"') ? body.slice(1, -1).replaceAll(/\\(.)/g, '$1') : body;
  return (line) => line.includes(phrase);
}

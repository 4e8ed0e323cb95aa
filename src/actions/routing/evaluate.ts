import type { Rule } from '../ports/load-balancer-read.ts';

export interface Visit {
  readonly path: string;
  readonly host?: string;
}

/** Conditions of other kinds depend on more than a path and a host; a rule that has one is not known to match. */
type Match = 'yes' | 'no' | 'unknown';

/**
 * The first rule that matches, in the order of priorities. `unknown` are those before it that may match, too: they ask for a header, a
 * method, a source or, where no host is given, a host.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
export function firstMatch(
  rules: readonly Rule[],
  visit: Visit,
): { readonly rule?: Rule; readonly unknown: readonly Rule[] } {
  const unknown: Rule[] = [];
  for (const rule of rules) {
    const match = matchOf(rule, visit);
    if (match === 'yes') return { rule, unknown };
    if (match === 'unknown') unknown.push(rule);
  }
  return { unknown };
}

/** All conditions must hold; of a condition's values one is enough. */
function matchOf({ conditions }: Rule, visit: Visit): Match {
  const matches = conditions.map((condition) => holds(condition, visit));
  if (matches.includes('no')) return 'no';
  return matches.includes('unknown') ? 'unknown' : 'yes';
}

function holds({ field, values, regexes }: Rule['conditions'][number], { path, host }: Visit): Match {
  if (field === 'path-pattern') return either(values.map(wildcard), regexes.map(sensitive), path);
  if (field !== 'host-header' || host === undefined) return 'unknown';
  const insensitive = (pattern: string) => wildcard(pattern.toLowerCase());
  return either(values.map(insensitive), regexes.map(regardless), host.toLowerCase());
}

type Pattern = (text: string) => boolean;

const either = (patterns: readonly Pattern[], regexes: readonly (Pattern | undefined)[], text: string): Match => {
  if ([...patterns, ...regexes].some((pattern) => pattern?.(text))) return 'yes';
  return regexes.includes(undefined) ? 'unknown' : 'no';
};

/** `*` stands for any characters, `?` for one. Matched from star to star, so that it takes no longer than pattern times text. */
const wildcard =
  (pattern: string): Pattern =>
  (text) => {
    const [first = '', ...rest] = pattern.split('*');
    const last = rest.pop();
    if (last === undefined) return same(first, text);
    const end = text.length - last.length;
    const fits = end >= first.length && same(first, text.slice(0, first.length)) && same(last, text.slice(end));
    return fits && inOrder(rest, text.slice(first.length, end));
  };

function inOrder(parts: readonly string[], text: string): boolean {
  let at = 0;
  for (const part of parts) {
    const found = find(part, text, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

const same = (part: string, text: string): boolean =>
  part.length === text.length && [...part].every((letter, n) => letter === '?' || letter === text[n]);

function find(part: string, text: string, from: number): number {
  for (let at = from; at + part.length <= text.length; at += 1)
    if (same(part, text.slice(at, at + part.length))) return at;
  return -1;
}

/** Most characters of a regular expression that a load balancer takes. */
const longest = 128;

/** What is no regular expression of ours, or repeats a group and could take for ever, is left undecided. */
function compiled(source: string, flags: string): Pattern | undefined {
  if (source.length > longest || repeatedGroup.test(source) || repetitions(source) > 3) return undefined;
  try {
    const expression = new RegExp(source, flags);
    return (text) => expression.test(text);
  } catch {
    return undefined;
  }
}

const repetitions = (source: string): number => source.match(/[*+{]/g)?.length ?? 0;
const repeatedGroup = /\)[*+{]/;

const sensitive = (source: string): Pattern | undefined => compiled(source, '');
const regardless = (source: string): Pattern | undefined => compiled(source, 'i');

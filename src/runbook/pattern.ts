import { createContext, Script } from 'node:vm';
import { isObject } from '#domain/json.ts';

/** In milliseconds of the clock, so that a busy machine does not make a harmless pattern endless. Patterns come from runbooks and texts from whoever starts a run; some pairs would hold up everything else for years. */
const longest = 400;

const place: { pattern?: RegExp; text?: string } = createContext({});
const test = new Script('pattern.test(text)');

/** Patterns that took too long once are not tried again. */
const endless = new Set<string>();

/** @throws SyntaxError if it is no regular expression */
const wholeMatch = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');

/** With a single repetition, and without a choice such as `(a|a)*` or `a?a?`, there is nothing to go through twice. */
const isSimple = (pattern: string): boolean =>
  (pattern.match(/[*+{]/g) ?? []).length < 2 && !/[|?]|\\[1-9k]/.test(pattern);

/** Whether all of a text matches; `endless` if that cannot be told in time. */
export function matches(pattern: string, text: string): boolean | 'endless' {
  if (isSimple(pattern)) return wholeMatch(pattern).test(text);
  if (endless.has(pattern)) return 'endless';
  try {
    Object.assign(place, { pattern: wholeMatch(pattern), text });
    return test.runInContext(place, { timeout: longest }) === true;
  } catch (error) {
    if (!isTooLong(error)) throw error;
    endless.add(pattern);
    return 'endless';
  }
}

// It is an error of the other context, and no `Error` of ours.
const isTooLong = (error: unknown): boolean => isObject(error) && error['code'] === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

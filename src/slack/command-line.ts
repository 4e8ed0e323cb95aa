import { closest } from './closest.ts';

const COMMANDS = ['start', 'runs', 'show', 'stop', 'schedules', 'help'] as const;
type Word = (typeof COMMANDS)[number];

/** What stands behind `/runbook`. */
export type CommandLine =
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'runs' }
  | { readonly kind: 'schedules' }
  | { readonly kind: 'help' }
  /** `given`: what was typed as `key=value`, by key. */
  | { readonly kind: 'start'; readonly runbook: string; readonly given: Readonly<Record<string, string>> }
  | { readonly kind: 'show'; readonly run: string }
  | { readonly kind: 'stop'; readonly run: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly meant?: string };

const isCommand = (word: string): word is Word => COMMANDS.some((command) => command === word);

/** Phones write these for plain quotes. */
const CURLY = /[\u201C\u201D\u201E]/g;
/** A word, parts of it in quotes: `reason="api is slow"`. */
const WORD = /(?:[^\s"]|"[^"]*"?)+/g;
const wordsOf = (text: string): readonly string[] => text.replace(CURLY, '"').match(WORD) ?? [];

function pairOf(word: string): readonly [string, string] | undefined {
  const sign = word.indexOf('=');
  return sign > 0 ? [word.slice(0, sign), word.slice(sign + 1).replaceAll('"', '')] : undefined;
}

/** `start <name> key=value …`; a word that is no pair means nothing, and is said rather than dropped. */
function readStart([runbook, ...rest]: readonly string[]): CommandLine {
  if (!runbook) return { kind: 'catalogue' };
  const stray = rest.find((word) => !pairOf(word));
  if (stray !== undefined) return { kind: 'unknown', typed: `start ${runbook} ${stray}` };
  const pairs = rest.map(pairOf).filter((pair) => pair !== undefined);
  return { kind: 'start', runbook, given: Object.fromEntries(pairs) };
}

/** A command without its argument leads to where the argument can be found. */
const READ: Readonly<Record<Word, (rest: readonly string[]) => CommandLine>> = {
  start: readStart,
  runs: () => ({ kind: 'runs' }),
  show: ([run]) => (run ? { kind: 'show', run: run.toUpperCase() } : { kind: 'runs' }),
  stop: ([run]) => (run ? { kind: 'stop', run: run.toUpperCase() } : { kind: 'runs' }),
  schedules: () => ({ kind: 'schedules' }),
  help: () => ({ kind: 'help' }),
};

export function readCommandLine(text: string): CommandLine {
  const [typed, ...rest] = wordsOf(text);
  if (!typed) return { kind: 'catalogue' };
  const word = typed.toLowerCase();
  if (isCommand(word)) return READ[word](rest);
  const meant = closest(word, COMMANDS);
  return { kind: 'unknown', typed, ...(meant ? { meant } : {}) };
}

import { closest } from './closest.ts';

const COMMANDS = ['start', 'runs', 'show', 'stop', 'help'] as const;
type Word = (typeof COMMANDS)[number];

/** What stands behind `/runbook`. */
export type CommandLine =
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'runs' }
  | { readonly kind: 'help' }
  | { readonly kind: 'start'; readonly runbook: string }
  | { readonly kind: 'show'; readonly run: string }
  | { readonly kind: 'stop'; readonly run: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly meant?: string };

const isCommand = (word: string): word is Word => COMMANDS.some((command) => command === word);

/** A command without its argument leads to where the argument can be found. */
const READ: Readonly<Record<Word, (argument: string | undefined) => CommandLine>> = {
  start: (runbook) => (runbook ? { kind: 'start', runbook } : { kind: 'catalogue' }),
  runs: () => ({ kind: 'runs' }),
  show: (run) => (run ? { kind: 'show', run: run.toUpperCase() } : { kind: 'runs' }),
  stop: (run) => (run ? { kind: 'stop', run: run.toUpperCase() } : { kind: 'runs' }),
  help: () => ({ kind: 'help' }),
};

export function readCommandLine(text: string): CommandLine {
  const [typed, argument] = text.trim().split(/\s+/);
  if (!typed) return { kind: 'catalogue' };
  const word = typed.toLowerCase();
  if (isCommand(word)) return READ[word](argument);
  const meant = closest(word, COMMANDS);
  return { kind: 'unknown', typed, ...(meant ? { meant } : {}) };
}

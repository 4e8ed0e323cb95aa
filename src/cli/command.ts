import { Failure } from '#domain/failure.ts';
import type { Exit } from './exit.ts';
import type { Parts } from './parts.ts';

/** Flags as commander writes them (`--port <number>`), what they mean, and what holds without them. */
export interface Option {
  readonly flags: string;
  readonly summary: string;
  readonly default?: string | number;
  /** Of a flag that may be given several times. */
  readonly repeated?: boolean;
}

/** What was typed: a text, a list of texts for a repeated flag, `true` for a flag without a value. */
export type Options = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

export interface Command {
  readonly name: string;
  /** As commander writes them: `<runbook>`, `[paths...]`. */
  readonly arguments?: string;
  readonly summary: string;
  readonly options?: readonly Option[];
  /** Says what it has to say through `parts.io`; a `Failure` it throws is said by whoever called it. */
  run(words: readonly string[], options: Options, parts: Parts): Promise<Exit>;
}

/** A command line that says something impossible. */
export const usage = (message: string, hint?: string): Failure =>
  new Failure('user', 'usage', message, hint === undefined ? {} : { hint });

export function textOf(options: Options, name: string): string | undefined {
  const value = options[name];
  return value === undefined ? undefined : String(value);
}

export function textsOf(options: Options, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : [];
}

/** A positive number; `--port` 0 lets the system choose, so zero is one too. */
export function numberOf(options: Options, name: string): number {
  const number = Number(options[name]);
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (!Number.isFinite(number) || number < 0) throw usage(`--${flag} takes a number, not "${String(options[name])}".`);
  return number;
}

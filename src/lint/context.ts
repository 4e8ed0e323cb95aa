import type { Config } from '#domain/config.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Rule } from './rule.ts';

/** What files are judged by. */
export interface LintContext {
  readonly signatures: Signatures;
  /** The nearest stepward.yml; without it environments, groups and values are not checked. */
  readonly config?: Config;
  /** Where that is: the globs in it start there. */
  readonly configFile?: string;
  /** All there are, unless said otherwise. */
  readonly rules?: readonly Rule[];
  /** `false`: comments that ignore findings are not read. */
  readonly ignores?: boolean;
}

export interface LintFile {
  readonly file: string;
  readonly text: string;
  /** Names of the files in its folder, where they are known. */
  readonly beside?: readonly string[];
}

import type { LoadContext } from '#runbook/open.ts';
import type { PracticeNames } from '#runbook/tests/context.ts';
import type { Rule } from './rule.ts';

/** What files are judged by: the nearest stepward.yml and the runbooks under it, as far as they are known. */
export interface LintContext extends LoadContext {
  /** Where that stepward.yml is: the globs in it start there. */
  readonly configFile?: string;
  /** What tests of runbooks may name besides. */
  readonly practice?: PracticeNames;
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

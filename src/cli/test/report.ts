import { type Coverage, percentOf } from '#testing/coverage.ts';
import type { FileReport, TestReport } from '#testing/run-file.ts';

/** All that came of the tests of some files. */
export interface Report {
  readonly files: readonly FileReport[];
  /** One for each runbook, by id. */
  readonly coverage: readonly Coverage[];
}

export const hasPassed = ({ misses }: TestReport): boolean => misses.length === 0;

export const testsOf = ({ files }: Report): readonly TestReport[] => files.flatMap(({ tests }) => tests);

/** Runbooks of which less is covered than is wanted, in percent. */
export const shortOf = ({ coverage }: Report, wanted: number): readonly Coverage[] =>
  coverage.filter((one) => percentOf(one) < wanted);

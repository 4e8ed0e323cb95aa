import { percentOf } from '#testing/coverage.ts';
import { hasPassed, type Report } from './report.ts';

/** For programs: what the text says, as data. Times of a story are epoch milliseconds of simulated time, durations milliseconds. */
export const jsonReport = ({ files, coverage }: Report): string =>
  JSON.stringify(
    {
      files: files.map(({ file, runbook, findings, tests }) => ({
        file,
        ...(runbook === undefined ? {} : { runbook }),
        findings,
        tests: tests.map((test) => ({ ...test, passed: hasPassed(test) })),
      })),
      coverage: coverage.map((one) => ({ ...one, percent: percentOf(one) })),
    },
    null,
    2,
  );

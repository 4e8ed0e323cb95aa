import { lintFiles } from '#lint/lint.ts';
import type { Family } from './families.ts';
import type { Reported } from './report/reported.ts';

/** Everything that is wrong with these files, and between them. */
export const lintFamilies = (all: readonly Family[]): Reported => ({
  findings: all.flatMap(({ files, context }) => lintFiles(files, context)),
  texts: new Map(all.flatMap(({ files }) => files.map(({ file, text }) => [file, text] as const))),
});

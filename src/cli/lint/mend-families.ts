import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Failure } from '#domain/failure.ts';
import type { LintFile } from '#lint/context.ts';
import { type Fixable, mend } from '#lint/mend.ts';
import type { Family } from './families.ts';

/** Families whose texts are as `--fix` leaves them, and what was mended in them. */
export interface Mended {
  readonly families: readonly Family[];
  readonly mended: readonly Fixable[];
  readonly changed: readonly LintFile[];
}

/** Makes every change that findings offer. Nothing is written yet. */
export function mendFamilies(all: readonly Family[]): Mended {
  const mended: Fixable[] = [];
  const changed: LintFile[] = [];
  const families = all.map(({ files, ...family }) => ({
    ...family,
    files: files.map((file) => {
      const after = mend(file, family.context);
      const now = { ...file, text: after.text };
      mended.push(...after.mended);
      if (now.text !== file.text) changed.push(now);
      return now;
    }),
  }));
  return { families, mended, changed };
}

/** Puts a text in a file's place at once: whoever reads it reads the old text or the new one. @throws Failure `cannot-write` */
export function replaceFile({ file, text }: LintFile): void {
  try {
    const target = realpathSync(file);
    const draft = `${target}.${process.pid}.tmp`;
    try {
      writeFileSync(draft, text, { mode: statSync(target).mode, flag: 'wx' });
      renameSync(draft, target);
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (cause) {
    throw new Failure('user', 'cannot-write', `${file} cannot be written.`, { cause });
  }
}

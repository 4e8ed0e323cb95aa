import type { Finding, Fix } from '#domain/finding.ts';
import type { LintContext, LintFile } from './context.ts';
import { lintFiles } from './lint.ts';

/** A fix may uncover the next finding; so many times. */
const rounds = 10;

/**
 * Makes every change that findings offer, until none is left.
 * @returns the text, and the findings that were mended, in the order in which they were
 */
export function mend(
  file: LintFile,
  context: LintContext,
): { readonly text: string; readonly mended: readonly Fixable[] } {
  const lint = (text: string) => lintFiles([{ ...file, text }], context);
  let text = file.text;
  let findings = lint(text);
  const mended: Fixable[] = [];
  for (let round = 0; round < rounds; round++) {
    const chosen = apart(findings);
    const next = edited(
      text,
      chosen.flatMap(({ fix }) => fix.edits),
    );
    const after = lint(next);
    // A change that leaves no YAML behind is a mistake of its rule.
    if (chosen.length === 0 || after.some(({ rule }) => rule === 'syntax')) break;
    mended.push(...chosen);
    [text, findings] = [next, after];
  }
  return { text, mended };
}

export type Fixable = Finding & { readonly fix: Fix };

/** Those whose edits do not touch; the others have their turn in the next round. */
function apart(findings: readonly Finding[]): readonly Fixable[] {
  const taken: Fix['edits'][number][] = [];
  return findings.filter((finding): finding is Fixable => {
    const edits = finding.fix?.edits ?? [];
    const touches = edits.some(({ start, end }) => taken.some((other) => start <= other.end && other.start <= end));
    if (edits.length === 0 || touches) return false;
    taken.push(...edits);
    return true;
  });
}

const edited = (text: string, edits: Fix['edits']): string =>
  edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);

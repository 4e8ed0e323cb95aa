import type { Finding } from '#domain/finding.ts';
import type { Runbook } from '#domain/runbook.ts';
import { toFinding } from './findings.ts';
import { readDocument } from './yaml/document.ts';

interface RunbookFile {
  readonly file: string;
  readonly text: string;
  /** Absent if it has findings already. */
  readonly runbook?: Runbook;
}

/** Runbooks of one folder with the same id, each told where the other is. */
export function findDuplicates(files: readonly RunbookFile[]): readonly Finding[] {
  return files.flatMap(({ file, text, runbook }) => {
    const other = runbook && files.find((each) => each.file !== file && each.runbook?.id === runbook.id);
    if (!other) return [];
    const message = `${other.file} has the id "${runbook.id}" too`;
    return [toFinding(readDocument(text), file, { rule: 'duplicate-id', at: '/runbook', message })];
  });
}

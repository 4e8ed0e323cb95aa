import { createHash } from 'node:crypto';
import type { Config } from '#domain/config.ts';
import type { Finding } from '#domain/finding.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { buildRunbook } from './build.ts';
import { checkRunbook } from './check/runbook.ts';
import { toFindings } from './findings.ts';
import type { RawRunbook } from './shape/runbook.ts';
import { readDocument } from './yaml/document.ts';

export interface Loaded {
  readonly runbook?: Runbook;
  readonly findings: readonly Finding[];
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
}

export interface LoadContext {
  readonly signatures: Signatures;
  /** Without it, environments, groups and values are not checked. */
  readonly config?: Config;
}

/** Reads a runbook's text; without findings there is a runbook. */
export function loadRunbook(text: string, file: string, context: LoadContext): Loaded {
  const digest = createHash('sha256').update(text).digest('hex');
  const document = readDocument(text);
  const problems = [...document.problems];
  if (document.value !== undefined) problems.push(...checkRunbook(document, file, context));
  const findings = toFindings(document, file, problems);
  if (findings.length > 0) return { findings, digest };
  return { runbook: buildRunbook(document.value as unknown as RawRunbook, context.signatures), findings, digest };
}

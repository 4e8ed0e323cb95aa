import type { Finding } from '#domain/finding.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { RawObject } from './check/outline.ts';
import { type LoadContext, openRunbook } from './open.ts';

export interface Loaded {
  readonly runbook?: Runbook;
  readonly findings: readonly Finding[];
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
}

/** Reads a runbook's text; without findings there is a runbook. */
export function loadRunbook(text: string, file: string, context: LoadContext): Loaded {
  const { document, findings, digest, build } = openRunbook(text, file, context);
  if (findings.length > 0) return { findings, digest };
  return { runbook: build(document.value as RawObject), findings, digest };
}

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

/** Reads a runbook's text; without findings there is a runbook, unless it inlines others and nobody said where they are. */
export function loadRunbook(text: string, file: string, context: LoadContext): Loaded {
  const { document, findings, digest, spots, build } = openRunbook(text, file, context);
  const isWhole = context.runbooks || !spots.some(({ keys }) => keys.includes('runbook'));
  if (findings.length > 0 || !isWhole) return { findings, digest };
  return { runbook: build(document.value as RawObject), findings, digest };
}

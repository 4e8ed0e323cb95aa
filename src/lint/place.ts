import type { Finding } from '#domain/finding.ts';
import { toFinding } from '#runbook/findings.ts';
import type { YamlDocument } from '#runbook/yaml/document.ts';
import type { Span } from '#runbook/yaml/lines.ts';
import { parentOf } from '#runbook/yaml/pointer.ts';
import type { Report } from './rule.ts';
import type { Said } from './run-rules.ts';

/** A finding and the place it speaks of, which exists. */
export interface Placed {
  readonly at: string;
  readonly finding: Finding;
}

/** What was said, as findings; of several by one rule about one place the first. */
export function placeAll(document: YamlDocument, file: string, said: readonly Said[]): readonly Placed[] {
  const placed = new Map<string, Placed>();
  for (const { rule, report } of said) {
    const span = spanOf(document, report);
    const problem = { ...report, rule: rule.id, ...(span && { span }) };
    const finding = { ...toFinding(document, file, problem), severity: rule.severity, ...fixOf(report) };
    const key = `${rule.id} ${finding.line}:${finding.column}-${finding.endLine}:${finding.endColumn}`;
    if (!placed.has(key)) placed.set(key, { at: existing(document.places, report.at), finding });
  }
  return [...placed.values()];
}

const fixOf = ({ fix }: Report): Pick<Finding, 'fix'> => (fix ? { fix } : {});

/** Where a part of a text stands; nothing where it is written in a way that its offsets do not fit. */
function spanOf({ places }: YamlDocument, { at, part }: Report): Span | undefined {
  const raw = places.get(at)?.raw;
  if (!part || !raw || raw.start + part.end > raw.end) return undefined;
  return { start: raw.start + part.start, end: raw.start + part.end };
}

const existing = (places: YamlDocument['places'], at: string): string =>
  at === '' || places.has(at) ? at : existing(places, parentOf(at));

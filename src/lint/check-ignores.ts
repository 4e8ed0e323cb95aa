import type { Finding, Fix } from '#domain/finding.ts';
import { toFinding } from '#runbook/findings.ts';
import type { YamlDocument } from '#runbook/yaml/document.ts';
import type { Span } from '#runbook/yaml/lines.ts';
import type { Ignore, Name } from './read-ignores.ts';
import { refuseName } from './refuse-name.ts';
import type { Rule } from './rule.ts';

/** What is known once the rules were asked. */
interface Asked {
  readonly rules: readonly Rule[];
  /** Ids of those that had everything to judge by. */
  readonly judged: ReadonlySet<string>;
  /** Names that took a finding out. */
  readonly used: ReadonlySet<Name>;
}

/** What is wrong with the comments that ignore findings. */
export const checkIgnores = (
  document: YamlDocument,
  file: string,
  ignores: readonly Ignore[],
  asked: Asked,
): readonly Finding[] =>
  ignores
    .flatMap((ignore) => [
      ...checkWords(ignore),
      ...ignore.names.flatMap((name) => checkName(name, ignore, document.text, asked)),
    ])
    .map(({ severity, fix, ...problem }) => ({
      ...toFinding(document, file, { at: '', ...problem }),
      severity,
      ...(fix && { fix }),
    }));

interface Wrong {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
  readonly fix?: Fix;
}

const form = 'write `# stepward-ignore: <rule> <reason>`';

function checkWords({ names, hasReason, span }: Ignore): readonly Wrong[] {
  const wrong = { severity: 'error', span, hint: form } as const;
  if (names.length === 0) return [{ ...wrong, rule: 'ignore-unknown-rule', message: 'this names no rule' }];
  if (hasReason) return [];
  return [{ ...wrong, rule: 'ignore-without-reason', message: 'this does not say why' }];
}

function checkName(name: Name, ignore: Ignore, text: string, { rules, judged, used }: Asked): readonly Wrong[] {
  const { id, span } = name;
  const refused = refuseName(id, rules);
  if (refused) return [{ severity: 'error', span, ...refused }];
  if (used.has(name) || !judged.has(id)) return [];
  const message = `nothing here is found by "${id}"`;
  return [{ rule: 'ignore-unused', severity: 'warning', span, message, fix: takeOut(name, ignore, text) }];
}

function takeOut(name: Name, { names, span }: Ignore, text: string): Fix {
  const title = `Remove \`${name.id}\` from the comment`;
  const next = names[names.indexOf(name) + 1];
  const before = names[names.indexOf(name) - 1];
  if (next) return { title, edits: [{ start: name.span.start, end: next.span.start, text: '' }] };
  if (before) return { title, edits: [{ start: before.span.end, end: name.span.end, text: '' }] };
  return { title: 'Remove the comment', edits: [{ ...wholeComment(span, text), text: '' }] };
}

/** A comment with the blanks before it; if nothing else stands on its line, with the line. */
function wholeComment({ start, end }: Span, text: string): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const code = text.slice(lineStart, start).trimEnd();
  if (code !== '') return { start: lineStart + code.length, end };
  const lineEnd = text.indexOf('\n', end);
  return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}

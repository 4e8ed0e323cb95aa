import { createHash } from 'node:crypto';
import type { ArtifactLocation, Log, Region, ReportingDescriptor, Result, Fix as SarifFix } from 'sarif';
import type { Finding, Fix } from '#domain/finding.ts';
import { type Lines, linesOf, positionAt } from '#runbook/yaml/lines.ts';
import type { Reported, Tool } from './reported.ts';

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code scanning reads it. */
export function sarifReport(reported: Reported, tool: Tool): string {
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Stepward',
            version: tool.version,
            rules: tool.rules.map((rule) => descriptor(rule, tool.home)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: results(reported, tool),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const descriptor = ({ id, severity, summary, page }: Tool['rules'][number], home?: string): ReportingDescriptor => ({
  id,
  shortDescription: { text: summary },
  help: { text: `${summary}\nWhy, with a bad and a good example: docs/rules/${page}, or stepward lint --rule ${id}` },
  ...(home === undefined ? {} : { helpUri: `${home}/docs/rules/${page}` }),
  defaultConfiguration: { level: severity },
});

function results({ findings, texts }: Reported, { rules }: Tool): Result[] {
  const ruleIndex = new Map(rules.map(({ id }, i) => [id, i]));
  const sources = new Map([...texts].map(([file, text]) => [file, { text, lines: linesOf(text) }]));
  const fingerprint = fingerprints();
  return findings.map((finding) => {
    const { file, rule, severity, message, hint, fix } = finding;
    const source = sources.get(file) ?? { text: '', lines: [0] };
    const artifactLocation = { uri: uriOf(file) };
    return {
      ruleId: rule,
      ruleIndex: ruleIndex.get(rule) ?? -1,
      level: severity,
      message: { text: hint === undefined ? message : `${message}\n${hint}` },
      locations: [{ physicalLocation: { artifactLocation, region: regionOf(finding) } }],
      partialFingerprints: { 'stepward/v1': fingerprint(finding, source) },
      ...(fix && { fixes: [fixOf(fix, source, artifactLocation)] }),
    };
  });
}

interface Source {
  readonly text: string;
  readonly lines: Lines;
}

/** The same finding has the same fingerprint wherever its line moves to; of equal lines each has its own. */
function fingerprints(): (finding: Finding, source: Source) => string {
  const seen = new Map<string, number>();
  return ({ rule, file, line }, { text, lines }) => {
    const words = text.slice(lines[line - 1], lines[line]).trim();
    const hash = createHash('sha256').update([rule, file, words].join('\n')).digest('hex').slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}

const regionOf = ({ line, column, endLine, endColumn }: Place): Region => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});

type Place = Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>;

const fixOf = ({ title, edits }: Fix, { lines }: Source, artifactLocation: ArtifactLocation): SarifFix => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation,
      replacements: edits.map(({ start, end, text }) => ({
        deletedRegion: regionBetween(positionAt(lines, start), positionAt(lines, end)),
        insertedContent: { text },
      })),
    },
  ],
});

type Position = ReturnType<typeof positionAt>;

const regionBetween = (start: Position, end: Position): Region =>
  regionOf({ ...start, endLine: end.line, endColumn: end.column });

/** Relative to the folder that was linted from; an absolute path is a file's. */
const uriOf = (file: string): string => {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
};

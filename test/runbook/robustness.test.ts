import { describe, expect, it } from '@jest/globals';
import { dump } from 'js-yaml';
import type { Finding } from '#domain/finding.ts';
import { evaluate } from '#runbook/expressions.ts';
import { runbooksIn } from '#runbook/inline/sources.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { casesIn, textOf, yamlFiles } from './golden.ts';
import { randomOf } from './random.ts';
import { signatures } from './signatures.ts';

const { config } = loadConfig(textOf(casesIn('.'), 'stepward.yml'), 'stepward.yml');
const inlined = ['inlined', 'inlined/others'].flatMap((folder) =>
  yamlFiles(casesIn(folder)).map((name) => ({ file: name, text: textOf(casesIn(folder), name) })),
);
const context = { signatures, ...(config && { config }), runbooks: runbooksIn(inlined) };
const corpus = [
  ...['valid', 'broken'].flatMap((folder) => yamlFiles(casesIn(folder)).map((name) => textOf(casesIn(folder), name))),
  ...inlined.map(({ text }) => text),
  textOf(casesIn('.'), 'stepward.yml'),
];

/** Loads a text both ways and says what is wrong with the findings, not with the text. */
function faultsOf(text: string): readonly string[] {
  const { runbook, findings } = loadRunbook(text, 'a.yml', context);
  const read = loadConfig(text, 'stepward.yml');
  const lines = text.split('\n');
  const oneOf = (value: unknown, found: readonly Finding[]) => (value === undefined) === found.length > 0;
  return [
    ...(oneOf(runbook, findings) && oneOf(read.config, read.findings) ? [] : ['neither findings nor a result']),
    ...[...findings, ...read.findings]
      .filter((finding) => !isInside(lines, finding))
      .map((finding) => JSON.stringify(finding)),
  ];
}

function isInside(lines: readonly string[], { line, column, endLine, endColumn }: Finding): boolean {
  const ordered = endLine > line || (endLine === line && endColumn >= column);
  return ordered && column >= 1 && line >= 1 && line <= lines.length && column <= (lines[line - 1]?.length ?? 0) + 1;
}

describe('any text at all has findings or a result', () => {
  it('when it is random bytes', () => {
    const random = randomOf(1);
    for (let round = 0; round < 200; round++) {
      const bytes = Array.from({ length: random(200) }, () => random(256));
      const text = Buffer.from(bytes).toString(round % 2 ? 'utf8' : 'latin1');
      expect([text, faultsOf(text)]).toEqual([text, []]);
    }
  });

  it('when it is a runbook with characters changed, lines swapped, cut or doubled', () => {
    const random = randomOf(2);
    const odd = [
      '{',
      '}',
      '[',
      ']',
      ':',
      '-',
      '"',
      "'",
      '#',
      '&a',
      '*a',
      '|',
      '>',
      '\t',
      '${{',
      '}}',
      '\\',
      '~',
      '/',
      '0',
      '__proto__',
      'constructor',
      'in',
      '\u2028',
      '😀',
    ];
    for (let round = 0; round < 700; round++) {
      const lines = (corpus[random(corpus.length)] ?? '').split('\n');
      for (let change = 0; change <= random(4); change++) {
        const at = random(lines.length);
        const line = lines[at] ?? '';
        const place = random(line.length + 1);
        const kinds = [
          () => lines.splice(at, 1),
          () => lines.splice(random(lines.length), 0, line),
          () => lines.splice(at, 1, line.slice(0, place) + odd[random(odd.length)] + line.slice(place)),
          () => lines.splice(at, 1, line.slice(0, place) + line.slice(place + 1 + random(8))),
        ];
        kinds[random(kinds.length)]?.();
      }
      const text = lines.join('\n');
      expect([text, faultsOf(text)]).toEqual([text, []]);
    }
  });

  it('when it is any structure made of the language’s own words', () => {
    const random = randomOf(3);
    const words = [...new Set(corpus.join('\n').match(/[a-z_]+(?=:)/g))];
    const values = [
      'x',
      '5s',
      '${{ inputs.a }}',
      '${{ steps.b.outputs.c }}',
      '${{',
      'prod',
      'ecs.restart-service',
      'logs.absent',
      'continue',
      'string',
      '',
      'a/b~c',
      '__proto__',
    ];
    const mapping = (depth: number): unknown =>
      Object.fromEntries(Array.from({ length: random(6) }, () => [words[random(words.length)] ?? 'x', any(depth)]));
    const list = (depth: number): unknown => Array.from({ length: random(4) }, () => any(depth));
    const scalar = (): unknown =>
      [null, true, random(100), 1.5, -1, ...values, ...values][random(5 + 2 * values.length)];
    const any = (depth: number): unknown => {
      const kind = random(depth > 5 ? 4 : 8);
      if (kind < 4) return scalar();
      return kind < 6 ? list(depth + 1) : mapping(depth + 1);
    };
    for (let round = 0; round < 400; round++) {
      const file = {
        runbook: 'a',
        version: 1,
        title: 'T',
        environment: 'prod',
        inputs: any(2),
        steps: [any(2), any(3)],
        policy: any(3),
        ...(any(0) as object),
      };
      const text = dump(file);
      expect([text, faultsOf(text)]).toEqual([text, []]);
    }
  });
});

// Measured in the processor's time, so that a busy machine changes nothing.
describe('no text takes long', () => {
  const long = (line: string): string => `${corpus[0]}\n${line.repeat(Math.floor(240_000 / line.length))}`;
  const head = 'runbook: a\nversion: 1\ntitle: T\nenvironment: prod\n';

  it.each([
    ['many steps', `${head}steps:\n${'  - { id: a, wait: 5s }\n'.repeat(9_000)}`],
    ['many wrong steps', `${head}steps:\n${'  - { id: a, wat: 5 }\n'.repeat(9_000)}`],
    [
      'many steps that read each other',
      `${head}steps:\n${Array.from({ length: 3_000 }, (_, i) => `  - { id: a${i}, wait: 5s, title: "\${{ steps.a${i + 1}.outcome }}" }\n`).join('')}`,
    ],
    [
      'many unknown inputs',
      `${head}inputs:\n${Array.from({ length: 2_500 }, (_, i) => `  input_${i}: { type: string }\n`).join('')}steps:\n${'  - { id: a, wait: 5s, title: "${{ inputs.inptu }}" }\n'.repeat(2_500)}`,
    ],
    [
      'many expressions in one text',
      `${head}steps:\n  - id: a\n    wait: 5s\n    title: "${'${{ x }}'.repeat(20_000)}"\n`,
    ],
    [
      'quotes that are never closed',
      `${head}steps:\n  - id: a\n    wait: 5s\n    title: |\n      \${{ ${'"\\'.repeat(100_000)}\n`,
    ],
    [
      'braces that are never closed',
      `${head}steps:\n  - id: a\n    wait: 5s\n    title: |\n      ${'${{ {'.repeat(40_000)}\n`,
    ],
    ['one long word', long('a')],
    ['deep nesting', '['.repeat(240_000)],
    ['many keys', `${Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n')}\n`],
    [
      'many wrong values',
      `environments: { prod: { values: {${Array.from({ length: 15_000 }, (_, i) => `k${i}: ~`).join(', ')}} } }\n`,
    ],
    ['too much of anything', 'a: 1\n'.repeat(100_000)],
  ])('with %s', (_, text) => {
    const before = process.cpuUsage();
    faultsOf(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(10);
  });

  it('and an expression is bounded too', () => {
    const scope = { inputs: {}, steps: {}, run: {}, environment: {} };
    expect(() => evaluate(`\${{ ${'('.repeat(5_000)}1${')'.repeat(5_000)} }}`, scope)).toThrow('has no value');
    expect(() => evaluate(`\${{ ${'1 + '.repeat(5_000)}1 }}`, scope)).toThrow('has no value');
  });
});

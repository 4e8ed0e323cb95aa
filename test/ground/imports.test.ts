import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

interface Layer {
  readonly ours: readonly string[];
  readonly types: readonly string[];
  readonly theirs: readonly string[];
  readonly world: string;
}

const layers = createRequire(import.meta.url)('../../.ci/layers.cjs') as Readonly<Record<string, Layer>>;
let tree = '';

/** Files that break a rule each, beside what they import. */
const seeded: Readonly<Record<string, string>> = {
  'src/domain/word.ts': `export const word = 'x';`,
  'src/engine/parts.ts': `export interface Parts { readonly x: string } export const part = 'x';`,
  'src/domain/reads.ts': `import { readFileSync } from 'node:fs'; import { word } from './word.ts'; export const read = () => readFileSync(word);`,
  'src/machine/asks.ts': `import { part } from '#engine/parts.ts'; import '#domain/reads.ts'; export const asks = part;`,
  'src/engine/sends.ts': `import { ECSClient } from '@aws-sdk/client-ecs'; import '#machine/asks.ts'; export const sends = ECSClient;`,
  'src/store/takes.ts': `import { part } from '#engine/parts.ts'; export const takes = part;`,
  'src/store/may.ts': `import type { Parts } from '#engine/parts.ts'; import './takes.ts'; export const may = (parts: Parts) => parts.x;`,
  'src/slack/views/card.ts': `import type { Parts } from '#engine/parts.ts'; export const card = (parts: Parts) => parts.x;`,
  'src/cli/commands/one.ts': `import '../two.ts'; import './other.ts'; import '#domain/a.ts';`,
  'src/cli/commands/other.ts': `export const other = 1;`,
  'src/cli/two.ts': `import { db } from '#store/takes.ts'; export const two = db;`,
  'src/domain/a.ts': `import type { B } from './b.ts'; export interface A { readonly b: B }`,
  'src/domain/b.ts': `import type { A } from './a.ts'; export interface B { readonly a: A }`,
  'src/lint/alone.ts': `export const alone = 1;`,
  'src/lint/tests.ts': `import '../../test/thing.ts'; import '#engine/sends.ts';`,
  'test/thing.ts': `export const thing = 1;`,
};

const expected = [
  'domain-imports-theirs: src/domain/reads.ts',
  'machine-imports-ours: src/machine/asks.ts',
  'engine-imports-theirs: src/engine/sends.ts',
  'store-is-plugged-in: src/store/takes.ts',
  'views-are-pure: src/slack/views/card.ts',
  'commands-are-apart: src/cli/commands/one.ts',
  'cli-imports-ours: src/cli/two.ts',
  'no-cycles: src/domain/a.ts',
  'no-orphans: src/lint/alone.ts',
  'src-not-test: src/lint/tests.ts',
  'lint-imports-ours: src/lint/tests.ts',
];

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'stepward-imports-'));
  for (const [path, text] of Object.entries(seeded)) {
    mkdirSync(join(tree, dirname(path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  for (const part of ['.ci', '.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
    cpSync(part, join(tree, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function cruised(): readonly string[] {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const told = spawnSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.cjs', '-T', 'json', 'src'], {
    cwd: tree,
    encoding: 'utf8',
  });
  const { summary } = JSON.parse(told.stdout) as {
    summary: { violations: readonly { rule: { name: string }; from: string }[] };
  };
  return [...new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))];
}

const said = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

describe('the import table', () => {
  it('finds every seeded violation, and nothing else', () => {
    const found = cruised().filter((line) => !line.startsWith('no-orphans') || line.includes('alone'));
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it('stands in docs/architecture.md as it is enforced', () => {
    const rows = Object.entries(layers).map(([folder, { ours, types, theirs, world }]) => {
      const imported = [
        ...(ours.length > 0 ? [said(ours)] : []),
        ...(types.length > 0 ? [`types of ${said(types)}`] : []),
      ];
      return `| \`${folder}\` | ${imported.join('; ') || 'nothing'} | ${said(theirs) || 'none'} | ${world} |`;
    });
    const text = readFileSync('docs/architecture.md', 'utf8');
    for (const row of rows) expect(text).toContain(row);
  });
});

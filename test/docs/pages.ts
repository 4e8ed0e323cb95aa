import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block between ``` fences. */
export interface Fence {
  readonly page: string;
  /** From 1, of the opening fence. */
  readonly line: number;
  /** What stands behind the opening fence: `yaml`, `json reads`. */
  readonly info: string;
  readonly text: string;
}

const inDocs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'));

/** Every page that people read, by its path. */
export const pages: readonly string[] = ['README.md', ...inDocs.map((file) => join('docs', file)).sort()];

export const textOf = (page: string): string => readFileSync(page, 'utf8');

const block = /^( *)```([^\n]*)\n([\s\S]*?)^ *```$/gm;

export const fencesOf = (page: string): readonly Fence[] => {
  const whole = textOf(page);
  return [...whole.matchAll(block)].map(({ index, 1: indent = '', 2: info = '', 3: text = '' }) => ({
    page,
    line: whole.slice(0, index).split('\n').length,
    info,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
};

/** The page without its blocks. */
export const proseOf = (page: string): string => textOf(page).replaceAll(block, '');

export const fences = (language: string): readonly Fence[] =>
  pages.flatMap(fencesOf).filter(({ info }) => info.split(' ')[0] === language);

/** What stands below a heading, up to the next one of any depth. */
export function sectionOf(page: string, heading: string): string {
  const [, found] = textOf(page).split(new RegExp(`^#+ ${heading.replaceAll('.', '\\.')}\n`, 'm'));
  if (found === undefined) throw new Error(`${page} has no heading "${heading}"`);
  return found.split(/^#/m)[0] ?? '';
}

type Row = readonly string[];

const cellsOf = (line: string): Row =>
  line
    .slice(1, -1)
    .split(' | ')
    .map((cell) => cell.trim());

/** The rows below the heading of each table of a text, by what the heading's first cell says. */
export const tablesOf = (text: string): ReadonlyMap<string, readonly Row[]> =>
  new Map(
    [...text.matchAll(/(?:^\|.*\|$\n?){3,}/gm)].map(([table]) => {
      const [heading = '', , ...rows] = table.trim().split('\n');
      return [cellsOf(heading)[0] ?? '', rows.map(cellsOf)];
    }),
  );

/** The words in backticks. */
export const codeIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pages, proseOf, textOf } from './pages.ts';

interface Link {
  readonly page: string;
  readonly words: string;
  /** Path from the root of the repository. */
  readonly file: string;
  readonly anchor: string | undefined;
}

const linksOf = (page: string): readonly Link[] =>
  [...proseOf(page).matchAll(/\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g)]
    .map(([, words = '', to = '']) => ({ words, to }))
    .filter(({ to }) => !/^\w+:/.test(to))
    .map(({ words, to }) => {
      const [path, anchor] = to.split('#');
      return { page, words, file: path ? join(dirname(page), path) : page, anchor };
    });

const links = pages.flatMap(linksOf);

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...proseOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('the links between pages', () => {
  it('are found', () => {
    expect(links.length).toBeGreaterThan(40);
  });

  it('lead to files that are there', () => {
    expect(links.filter(({ file }) => !existsSync(file))).toEqual([]);
  });

  it('are not the only names of files: those in code are there, too', () => {
    const path = /(?<=`)(?:\.ci|bin|docs|runbooks|schemas|src|test)\/[\w./-]+(?=`)/g;
    const named = pages.flatMap((page) => [...proseOf(page).matchAll(path)].map(([file]) => ({ page, file })));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ file }) => !file.includes('NNNN') && !existsSync(file))).toEqual([]);
  });

  it('lead to headings that are there', () => {
    expect(links.filter(({ file, anchor }) => anchor !== undefined && !anchorsOf(file).includes(anchor))).toEqual([]);
  });

  it('reach every page from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached)
      for (const link of links) if (link.page === page && link.file.endsWith('.md')) reached.add(link.file);
    const lost = pages.filter((page) => !reached.has(page) && !page.startsWith('docs/decisions/'));
    expect(lost).toEqual([]);
  });

  it('to a test have its name as their words', () => {
    const tests = links.filter(({ file }) => file.endsWith('.test.ts'));
    expect(tests.length).toBeGreaterThan(8);
    const isName = ({ words, file }: Link): boolean => new RegExp(`\\bit\\('[^'\\n]*${words}'`).test(textOf(file));
    expect(tests.filter((link) => !isName(link))).toEqual([]);
  });
});

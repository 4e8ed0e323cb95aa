import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { reference } from './reference.ts';

const page = 'docs/reference.md';

describe('docs/reference.md', () => {
  it('is what the schemas say', () => {
    const made = reference();
    if (process.env['UPDATE_GOLDEN'] || !existsSync(page)) writeFileSync(page, made);
    expect(readFileSync(page, 'utf8')).toBe(made);
  });

  it('describes every key', () => {
    const rows = readFileSync(page, 'utf8')
      .split('\n')
      .filter((line) => /^\| `/.test(line));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((row) => row.split(/(?<!\\)\|/).length !== 5)).toEqual([]);
    expect(rows.filter((row) => /\|\s*\|\s*$/.test(row))).toEqual([]);
  });
});

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from '@jest/globals';

/** Compares with `test/golden/slack/<name>.json`, which is read in review; `UPDATE_GOLDEN=1` writes it anew. */
export function expectGolden(name: string, drawn: unknown): void {
  const file = new URL(`../golden/slack/${name}.json`, import.meta.url).pathname;
  const text = `${JSON.stringify(drawn, null, 2)}\n`;
  if (process.env['UPDATE_GOLDEN']) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no golden file yet').toBe(text);
}

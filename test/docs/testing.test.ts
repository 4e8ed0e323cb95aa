import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stepward } from '../cli/stepward.ts';
import { fencesOf } from './pages.ts';

const files = fencesOf('docs/testing.md').filter(({ info }) => info === 'yaml test');

describe('the tests that docs/testing.md shows', () => {
  let cwd = '';
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'stepward-testing-'));
    cpSync('runbooks', join(cwd, 'runbooks'), { recursive: true });
  });
  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  it.each(files)('at line $line pass', async ({ text }) => {
    const file = join(cwd, 'runbooks/example.test.yml');
    writeFileSync(file, text);
    const { status, out, err } = await stepward(['test', file], { cwd });
    expect({ status, err, out }).toEqual({ status: 0, err: '', out: expect.stringContaining('0 failed') });
  });
});

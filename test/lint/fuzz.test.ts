import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

// In processes of its own: their memory is measured, and Jest's own world makes everything ten times slower.
it('whatever it is given, the linter ends within a second and 512 MB, with findings inside the text or none', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/fuzz.ts', '2000', '7']);
  expect(stdout).toContain('2000 inputs of seed 7');
}, 120_000);

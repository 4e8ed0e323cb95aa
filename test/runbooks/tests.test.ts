import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';

/** Exit code and what it said. */
async function stepward(...args: readonly string[]): Promise<readonly [number | null, string]> {
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  const program = spawn(process.execPath, ['bin/stepward.js', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  program.once('exit', resolve);
  const said = await text(program.stdout);
  return [await ended, said];
}

it('every runbook here passes its tests, and they take at least nine of ten of its edges', async () => {
  const [code, said] = await stepward('test', 'runbooks', '--min-coverage', '90');
  expect(said.split('\n').filter((line) => line.startsWith('  ✗'))).toEqual([]);
  expect(code).toBe(0);
}, 600_000);

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

/** Exit code and what it said. */
async function stepward(...args: readonly string[]): Promise<readonly [number | null, string]> {
  const { promise: ended, resolve } = Promise.withResolvers<number | null>();
  const program = spawn(process.execPath, ['bin/stepward.js', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  program.once('exit', resolve);
  const said = await text(program.stdout);
  return [await ended, said];
}

const idsOf = (files: readonly string[]): readonly string[] =>
  [...new Set(files.flatMap((file) => /^runbook: *(\S+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? []))].sort();

/** Every runbook of a system passes its tests; a file of its own for each system lets several run at once. */
export const passesItsTests = (system: string): void =>
  describe(system, () => {
    const folder = join('runbooks', system);

    it('has tests for every runbook', () => {
      const files = readdirSync(folder).map((file) => join(folder, file));
      const [tests, runbooks] = [true, false].map((isTest) =>
        files.filter((file) => file.endsWith('.test.yml') === isTest),
      );
      expect(idsOf(tests ?? [])).toEqual(idsOf(runbooks ?? []));
    });

    it('passes them, and they take at least nine of ten edges of each runbook', async () => {
      const [code, said] = await stepward('test', folder, '--min-coverage', '90');
      expect(said.split('\n').filter((line) => line.startsWith('  ✗'))).toEqual([]);
      expect(code).toBe(0);
    }, 1_200_000);
  });

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

/** Percent of its edges that a runbook's tests take at least; those that are named with less have tests to come, and may not fall further. */
const enough = 90;
type Least = Readonly<Record<string, number>>;

/** Lines of the report like `kafka-zookeeper-restart  95 % of 142 edges`, of runbooks that take less than they should. */
const short = (said: string, least: Least): readonly string[] =>
  [...said.matchAll(/^(\S+) {2}(\d+) % of \d+ edges$/gm)].flatMap(([line, id = '', percent]) =>
    Number(percent) < (least[id] ?? enough) ? [line] : [],
  );

/** Every runbook of a system passes its tests; a file of its own for each system lets several run at once. */
export const passesItsTests = (system: string, least: Least = {}): void =>
  describe(system, () => {
    const folder = join('runbooks', system);

    it('has tests for every runbook', () => {
      const files = readdirSync(folder).map((file) => join(folder, file));
      const isTest = (file: string): boolean => file.endsWith('.test.yml');
      const ids = idsOf(files.filter((file) => !isTest(file)));
      expect(idsOf(files.filter(isTest))).toEqual(ids);
      expect(ids).toEqual(expect.arrayContaining(Object.keys(least)));
    });

    it('passes them, and they take enough of the edges of each runbook', async () => {
      const [code, said] = await stepward('test', folder);
      expect(said.split('\n').filter((line) => line.startsWith('  ✗'))).toEqual([]);
      expect(short(said, least)).toEqual([]);
      expect(said).toMatch(/^\S+ {2}\d+ % of \d+ edges$/m);
      expect(code).toBe(0);
    }, 1_800_000);
  });

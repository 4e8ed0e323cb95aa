import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const launcher = resolve('bin/stepward.js');
let scratch = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'stepward-launcher-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const run = (node: string, ...words: string[]) => spawnSync(node, words, { encoding: 'utf8', cwd: scratch });

/** What the system calls node, if it is too old for us. */
function oldNode(): string | undefined {
  const paths = (process.env['PATH'] ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
  return paths
    .map((path) => join(path, 'node'))
    .filter(existsSync)
    .find((node) => Number(/^v(\d+)/.exec(run(node, '--version').stdout)?.[1]) < 24);
}

describe('the launcher', () => {
  it('says in one sentence that this Node is too old, and ends with 3', () => {
    const older = join(scratch, 'older.cjs');
    writeFileSync(
      older,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '24.11.9' } })`,
    );
    const told = run(process.execPath, '--require', older, launcher, 'lint');
    expect(told.stderr).toBe('stepward needs Node 24.12 or newer; this is Node 24.11.9.\n');
    expect(told.status).toBe(3);
  });

  it('can be read by the Node that the system has', () => {
    const node = oldNode() ?? process.execPath;
    const told = run(node, launcher, '--help');
    expect(node === process.execPath ? told.stdout : told.stderr).toMatch(
      /^(stepward needs Node 24\.12|Usage: stepward)/,
    );
    expect(told.stderr).not.toMatch(/SyntaxError/);
  });

  it('runs from a node_modules folder, where Node itself strips no types, and says nothing about it', () => {
    const modules = join(scratch, 'node_modules');
    const home = join(modules, 'stepward');
    mkdirSync(home, { recursive: true });
    for (const part of ['bin', 'src', 'package.json']) cpSync(part, join(home, part), { recursive: true });
    for (const name of readdirSync('node_modules')) symlinkSync(resolve('node_modules', name), join(modules, name));
    const told = run(process.execPath, join(home, 'bin/stepward.js'), 'lint', resolve('runbooks'));
    expect(told).toMatchObject({ status: 0, stderr: '' });
  });
});

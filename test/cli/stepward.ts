import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const launcher = resolve('bin/stepward.js');

export interface Told {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Around {
  readonly stdin?: string;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The program as a person calls it, to its end. */
export function stepward(
  words: readonly string[],
  { stdin = '', cwd = process.cwd(), env = process.env }: Around = {},
): Promise<Told> {
  const child = spawn(process.execPath, [launcher, ...words], { cwd, env, stdio: 'pipe' });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => {
    said.out += part;
  });
  child.stderr.on('data', (part: Buffer) => {
    said.err += part;
  });
  child.stdin.end(stdin);
  return new Promise((done) => child.on('close', (status) => done({ status, ...said })));
}

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Home } from '#store/open-store.ts';

export interface Child {
  say(line: string): void;
  /** The next line that it prints; undefined after the last one. */
  heard(): Promise<string | undefined>;
  /** Lets it come to its end by itself; fails if it failed. */
  end(): Promise<void>;
  /** Kill -9. */
  kill(): Promise<void>;
}

async function ended(child: ChildProcessWithoutNullStreams, errors: string[]): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (child.exitCode !== 0 && child.signalCode !== 'SIGKILL') throw new Error(errors.join(''));
}

const running = new Set<Child>();

/** To be called after each test: kills what a failed test has left. */
export async function endPrograms(): Promise<void> {
  for (const child of running) await child.kill();
}

/** A real process on the same store: one of `programs/`. */
export function startProgram(name: string, home: Home, ...args: readonly string[]): Child {
  const file = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [file, JSON.stringify(home), ...args]);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const errors: string[] = [];
  child.stderr.on('data', (text) => errors.push(String(text)));
  const one: Child = {
    say: (line) => child.stdin.write(`${line}\n`),
    async heard() {
      const { value, done } = await lines.next();
      return done ? undefined : value;
    },
    async end() {
      child.stdin.end();
      await ended(child, errors);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended(child, errors);
    },
  };
  running.add(one);
  child.once('exit', () => running.delete(one));
  return one;
}

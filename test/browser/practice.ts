import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Practice {
  readonly url: string;
  /** Changes the simulated AWS itself: `control('POST faults', { op, kind })`. */
  control(what: string, body?: object): Promise<void>;
  end(): Promise<void>;
}

/** `stepward practice` as a person starts it: the world and the bot, each a process of its own. */
export async function startPractice(words: readonly string[]): Promise<Practice> {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-practice-'));
  const child = spawn(
    process.execPath,
    [resolve('bin/stepward.js'), 'practice', '--port', '0', '--runbooks', resolve('runbooks'), ...words],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await addressOf(child);
  return {
    url,
    control: async (what, body) => {
      const [method = 'GET', path] = what.split(' ');
      const answer = await fetch(`${url}/_sim/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
      if (!answer.ok) throw new Error(`${what}: ${await answer.text()}`);
    },
    end: async () => {
      const gone = new Promise((done) => child.once('close', done));
      child.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const addressOf = (child: ChildProcess): Promise<string> =>
  new Promise((found, failed) => {
    let said = '';
    child.stdout?.on('data', (part: Buffer) => {
      said += part;
      const url = /http:\/\/\S+/.exec(said)?.[0];
      if (url) found(url);
    });
    child.once('close', () => failed(new Error(`practice ended: ${said}`)));
  });

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stepward } from './stepward.ts';

let cwd = '';
let child: ChildProcess | undefined;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'stepward-practice-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(cwd, { recursive: true, force: true, maxRetries: 5 });
});

/** Starts practice on a free port; resolves with its address once that is printed. */
function practice(): Promise<string> {
  const words = [resolve('bin/stepward.js'), 'practice', '--port', '0', '--runbooks', resolve('runbooks')];
  const started = spawn(process.execPath, words, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  return new Promise((found, lost) => {
    let said = '';
    started.stdout.on('data', (part: Buffer) => {
      said += part;
      const [, url] = /^Practice: (\S+)$/m.exec(said) ?? [];
      if (url) found(url);
    });
    started.once('exit', (code) => lost(new Error(`practice ended with ${code}`)));
  });
}

const exit = (): Promise<number | null> => new Promise((done) => child?.once('exit', (code) => done(code)));

async function botState(url: string): Promise<unknown> {
  const state = (await (await fetch(`${url}/page/state?as=U01ALICE`)).json()) as { bot?: unknown };
  return state.bot;
}

/** The page's own stream says when there is something new to look at. */
async function botBecomes(url: string, wanted: string): Promise<void> {
  const stop = new AbortController();
  const events = await fetch(`${url}/page/events`, { signal: stop.signal });
  for await (const _ of events.body ?? []) if ((await botState(url)) === wanted) break;
  stop.abort();
}

const tellBot = (url: string, what: string): Promise<Response> =>
  fetch(`${url}/page/bot`, { method: 'POST', body: JSON.stringify({ do: what }) });

describe('stepward practice', () => {
  it('serves the page, a bot that can be killed and started there, and ends both when told', async () => {
    const url = await practice();
    expect(await (await fetch(url)).text()).toContain('<title>Stepward practice</title>');
    await botBecomes(url, 'running');
    await tellBot(url, 'kill');
    expect(await botState(url)).toBe('stopped');
    await tellBot(url, 'start');
    await botBecomes(url, 'running');
    const ended = exit();
    child?.kill('SIGINT');
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says that its port is taken, and ends with 3', async () => {
    const { port } = new URL(await practice());
    const elsewhere = mkdtempSync(join(tmpdir(), 'stepward-practice-'));
    const told = await stepward(['practice', '--port', port, '--runbooks', resolve('runbooks')], { cwd: elsewhere });
    rmSync(elsewhere, { recursive: true, force: true });
    expect(told).toMatchObject({ status: 3, err: expect.stringContaining('is taken. Choose another with --port.') });
  });

  it('leaves the runs of another one in the same folder alone, and says which process that is', async () => {
    await practice();
    const log = join(cwd, '.stepward/practice/alerting-platform/bot.log');
    const told = await stepward(['practice', '--port', '0', '--runbooks', resolve('runbooks')], { cwd });
    expect(told).toMatchObject({ status: 3, err: expect.stringContaining(`Process ${child?.pid} is using`) });
    expect(existsSync(log)).toBe(true);
  });
});

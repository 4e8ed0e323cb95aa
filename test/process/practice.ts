import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Call } from '#practice/aws/call.ts';
import type { Fault } from '#practice/aws/fault.ts';
import type { PageState } from '#practice/page/state.ts';
import { until } from './until.ts';

export const alice = 'U01ALICE';
export const bob = 'U02BOB';
export const carol = 'U03CAROL';

/** `stepward practice` as a person starts it: the world in one process, the bot in another. */
export interface Practice {
  readonly url: string;
  /** Of the runs; the bot's log is beside them. */
  readonly folder: string;
  /** SIGKILL, as the page's button does it. */
  kill(): Promise<void>;
  /** Starts the bot; resolves once it serves. */
  revive(): Promise<void>;
  state(as: string): Promise<PageState>;
  /** What a person does on the page. */
  act(as: string, what: string, more: object): Promise<{ readonly ok: boolean }>;
  /** Every write that reached AWS, applied or not, oldest first. */
  writes(): Promise<readonly Call[]>;
  /** The AWS call log, and everything that the bot sent to Slack, as texts. */
  calls(): Promise<string>;
  sent(): Promise<string>;
  fault(fault: Fault): Promise<void>;
  /** Simulated seconds in a real one; simulated seconds to jump. */
  clock(set: { readonly scale?: number; readonly advance?: number }): Promise<void>;
  close(): Promise<void>;
}

function spawnPractice(cwd: string, words: readonly string[]): ChildProcess {
  const args = [resolve('bin/stepward.js'), 'practice', '--port', '0', ...words];
  return spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Practice prints it once the world listens. */
function addressOf(world: ChildProcess): Promise<string> {
  return new Promise((found, lost) => {
    let said = '';
    world.stdout?.on('data', (part: Buffer) => {
      said += part;
      const [, url] = /^Practice: (\S+)$/m.exec(said) ?? [];
      if (url) found(url);
    });
    world.once('exit', (code) => lost(new Error(`practice ended with ${code}`)));
  });
}

async function text(url: string, body?: object): Promise<string> {
  const response = await fetch(url, body ? { method: 'POST', body: JSON.stringify(body) } : {});
  const said = await response.text();
  if (!response.ok) throw new Error(`${url}: ${said}`);
  return said;
}

const json = async <T>(url: string, body?: object): Promise<T> => JSON.parse(await text(url, body)) as T;

/** In a folder of its own, with our runbooks and those of the tests. */
export async function openPractice({ speed }: { readonly speed: number }): Promise<Practice> {
  const cwd = mkdtempSync(join(tmpdir(), 'stepward-process-'));
  const folder = join(cwd, '.stepward/practice/alerting-platform');
  cpSync('runbooks', join(cwd, 'runbooks'), { recursive: true });
  for (const name of ['restart-one.yml', 'run-one.yml'])
    cpSync(join(import.meta.dirname, name), join(cwd, 'runbooks', name));
  const world = spawnPractice(cwd, ['--speed', String(speed)]);
  const ended = new Promise((resolve) => world.once('exit', resolve));
  const close = async (): Promise<void> => {
    world.kill('SIGTERM');
    await ended;
    rmSync(cwd, { recursive: true, force: true });
  };
  const url = await addressOf(world);
  const practice = connect(url, folder, close);
  await serving(practice).catch(async (thrown: unknown) => {
    await close();
    throw thrown;
  });
  return practice;
}

async function serving({ state, folder }: Practice): Promise<void> {
  const { bot } = await until(
    () => state(alice),
    (seen) => seen.bot !== 'starting',
  );
  if (bot !== 'running') throw new Error(`The bot did not start:\n${readFileSync(join(folder, 'bot.log'), 'utf8')}`);
}

function connect(url: string, folder: string, close: () => Promise<void>): Practice {
  const practice: Practice = {
    url,
    folder,
    async kill() {
      await json(`${url}/page/bot`, { do: 'kill' });
    },
    async revive() {
      await json(`${url}/page/bot`, { do: 'start' });
      await serving(practice);
    },
    state: (as) => json(`${url}/page/state?as=${as}`),
    act: (as, what, more) => json(`${url}/page/do`, { as, do: what, ...more }),
    writes: async () =>
      (await json<readonly Call[]>(`${url}/_sim/calls`)).filter(({ write, service }) => write && service !== 'sts'),
    calls: () => text(`${url}/_sim/calls`),
    sent: () => text(`${url}/page/sent`),
    async fault(fault) {
      await json(`${url}/_sim/faults`, fault);
    },
    async clock(set) {
      await json(`${url}/_sim/clock`, set);
    },
    close,
  };
  return practice;
}

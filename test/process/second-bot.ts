import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { appToken, botToken } from '#cli/practice/tokens.ts';
import type { Practice } from './practice.ts';

export interface SecondBot {
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** One more bot for the same world and the same store. Resolves once it serves. */
export async function startSecondBot({ url, folder }: Practice): Promise<SecondBot> {
  const log = openSync(join(folder, 'second-bot.log'), 'a');
  const cwd = resolve(folder, '../../..');
  const words = ['serve', '--practice', url, '--runbooks', join(cwd, 'runbooks'), '--store', folder];
  const env = { ...process.env, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
  const child = spawn(process.execPath, [resolve('bin/stepward.js'), ...words], {
    cwd: dirname(folder),
    env,
    stdio: ['ignore', log, log, 'ipc'],
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  await new Promise<void>((ready, lost) => {
    child.once('message', () => ready());
    child.once('exit', (code) => lost(new Error(`the second bot ended with ${code}`)));
  });
  return {
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type BotProcess, createBotProcess } from '#cli/practice/bot-process.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepward-bot-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isRunning = `process.send('ready'); process.on('disconnect', () => process.exit())`;

interface Watched {
  readonly bot: BotProcess;
  readonly crashes: string[];
  reached(state: string): Promise<void>;
}

function watch(script: string): Watched {
  const crashes: string[] = [];
  const bot = createBotProcess({
    words: () => ['--eval', script],
    env: process.env,
    log: join(folder, 'bot.log'),
    crashed: (how) => void crashes.push(how),
  });
  const reached = async (state: string): Promise<void> => {
    while (bot.state() !== state)
      await new Promise<void>((resolve) => {
        const off = bot.onChange(() => {
          off();
          resolve();
        });
      });
  };
  return { bot, crashes, reached };
}

describe('the process of the practice bot', () => {
  it('is running once it says so, can be killed, and started again', async () => {
    const { bot, crashes, reached } = watch(isRunning);
    await bot.start();
    expect(bot.state()).toBe('starting');
    await reached('running');
    await bot.kill();
    expect(bot.state()).toBe('stopped');
    await bot.start();
    await reached('running');
    await bot.stop();
    expect(crashes).toEqual([]);
  });

  it('is not started twice', async () => {
    const { bot, reached } = watch(`console.log(process.pid); ${isRunning}`);
    await bot.start();
    await bot.start();
    await reached('running');
    await bot.stop();
    expect(readFileSync(join(folder, 'bot.log'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('that ends by itself stays stopped, and how it ended is told', async () => {
    const { bot, crashes, reached } = watch(`console.error('out of luck'); process.exitCode = 7`);
    await bot.start();
    await reached('stopped');
    expect(crashes).toEqual(['code 7']);
    expect(readFileSync(join(folder, 'bot.log'), 'utf8')).toContain('out of luck');
  });
});

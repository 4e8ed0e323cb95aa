import { readFile } from 'node:fs/promises';
import { App, LogLevel } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { BotControl } from '#practice/page/ports.ts';
import { type PracticeServer, startPracticeServer } from '#practice/server.ts';
import { createPracticeSlack, type PracticeSlack } from '#practice/slack/practice-slack.ts';
import { OPTIONS } from '../slack/stage.ts';
import { stillCloud } from './cloud.ts';

export interface Design {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`designs/${name}.json`, import.meta.url), 'utf8'));

export const design = async (name: string): Promise<Design> => (await read(name)) as Design;
export const modalDesign = async (): Promise<ModalView> => (await read('modal')) as ModalView;

export interface PageStage {
  readonly slack: PracticeSlack;
  readonly cloud: ReturnType<typeof stillCloud>;
  readonly server: PracticeServer;
  /** A Bolt app that is connected; listeners may be added at any time. */
  readonly bot: App;
  readonly open: (size?: { readonly width: number; readonly height: number }, dark?: boolean) => Promise<Page>;
  readonly end: () => Promise<void>;
}

/** The practice server with its real page in a real Chromium, and a real Bolt app for a bot. */
export async function openPageStage(control?: BotControl): Promise<PageStage> {
  const slack = createPracticeSlack({ ...OPTIONS, now: () => Date.parse('2026-11-21T08:06:00Z') });
  const cloud = stillCloud();
  const server = await startPracticeServer({
    slack,
    aws: cloud,
    control: (_, response) => void response.writeHead(200).end('control'),
    port: 0,
    host: '127.0.0.1',
    ...(control ? { bot: control } : {}),
  });
  const bot = new App({
    token: OPTIONS.botToken,
    appToken: OPTIONS.appToken,
    socketMode: true,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    clientOptions: { slackApiUrl: `${server.url}/slack/api/`, retryConfig: { retries: 0 } },
  });
  await bot.start();
  let browser: Browser | undefined;
  return {
    slack,
    cloud,
    server,
    bot,
    open: async (viewport = { width: 1440, height: 900 }, dark = false) => {
      browser ??= await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--headless'] });
      const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light', timezoneId: 'UTC' });
      const page = await context.newPage();
      await page.goto(server.url);
      return page;
    },
    end: async () => {
      await browser?.close();
      await bot.stop();
      await server.close();
    },
  };
}

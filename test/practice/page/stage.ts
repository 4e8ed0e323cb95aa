import { readFile } from 'node:fs/promises';
import { App, LogLevel } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { BotControl } from '#practice/page/ports.ts';
import { OPTIONS } from '../slack/stage.ts';
import { openPracticeWorld, type PracticeWorld } from '../world.ts';

export interface Design {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`designs/${name}.json`, import.meta.url), 'utf8'));

export const design = async (name: string): Promise<Design> => (await read(name)) as Design;
export const modalDesign = async (): Promise<ModalView> => (await read('modal')) as ModalView;

export interface PageStage extends PracticeWorld {
  /** A Bolt app that is connected; listeners may be added at any time. */
  readonly bot: App;
  readonly open: (size?: { readonly width: number; readonly height: number }, dark?: boolean) => Promise<Page>;
  readonly end: () => Promise<void>;
}

/** The practice server with its real page in a real Chromium, and a real Bolt app for a bot. */
export async function openPageStage(control?: BotControl): Promise<PageStage> {
  const world = await openPracticeWorld(control ? { bot: control } : {});
  const { server } = world;
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
    ...world,
    bot,
    open: async (viewport = { width: 1440, height: 900 }, dark = false) => {
      browser ??= await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--headless'] });
      const context = await browser.newContext({ viewport, colorScheme: dark ? 'dark' : 'light', timezoneId: 'UTC' });
      context.setDefaultTimeout(5000);
      const page = await context.newPage();
      await page.goto(server.url);
      return page;
    },
    end: async () => {
      await browser?.close();
      await bot.stop();
      await world.end();
    },
  };
}

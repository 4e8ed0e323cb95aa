import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Page } from 'playwright-core';
import { openPageStage, type PageStage } from '../practice/page/stage.ts';
import { ALICE, PROD } from '../practice/slack/stage.ts';
import { describeInBrowser } from './chromium.ts';
import { openPictures, type Pictures } from './pictures.ts';

interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}
type Golden = ModalView | HomeView | (Message & { readonly type?: undefined });

const GOLDEN = 'test/golden/slack';
const PAGE = readFileSync('docs/messages.md', 'utf8');
const GALLERY = readFileSync('docs/gallery.md', 'utf8');
const names = readdirSync(GOLDEN)
  .map((file) => basename(file, '.json'))
  .sort();
const read = (name: string): Golden => JSON.parse(readFileSync(`${GOLDEN}/${name}.json`, 'utf8')) as Golden;
const shownIn = (page: string): readonly string[] =>
  [...page.matchAll(/\]\(images\/([\w/-]+)\.(?:png|svg)\)/g)].map(([, name = '']) => name);
const shown = [...new Set([...shownIn(PAGE), ...shownIn(GALLERY)])];
const isNamed = (name: string): boolean => PAGE.includes(`messages/${name}.png`) || PAGE.includes(`\`${name}\``);

describe('docs/messages.md', () => {
  it('shows or names every view in every state', () => {
    expect(names.filter((name) => !isNamed(name))).toEqual([]);
  });

  it('leads to a gallery with a picture of each', () => {
    expect(PAGE).toContain('(gallery.md)');
    expect(
      shownIn(GALLERY)
        .map((name) => basename(name))
        .sort(),
    ).toEqual(names);
  });

  it('shows pictures that are there, and of the views only those that there are', () => {
    if (!process.env['STEPWARD_IMAGES'])
      expect(shown.filter((name) => !existsSync(`docs/images/${name}.png`))).toEqual([]);
    const views = shown.filter((name) => name.startsWith('messages/')).map((name) => basename(name));
    expect(views.filter((name) => !names.includes(name))).toEqual([]);
  });
});

/* Each is sent to the practice Slack, which is as strict as the real one, and drawn by its page. */
describeInBrowser('the gallery', () => {
  let stage: PageStage;
  let page: Page;
  let pictures: Pictures;

  beforeAll(async () => {
    pictures = openPictures();
    if (process.env['STEPWARD_IMAGES']) mkdirSync(`${process.env['STEPWARD_IMAGES']}/messages`, { recursive: true });
    stage = await openPageStage();
    stage.bot.command('/runbook', async ({ ack, command, client }) => {
      await ack();
      const view = read(command.text);
      if (view.type === 'modal') await client.views.open({ trigger_id: command.trigger_id, view });
    });
    page = await stage.open({ width: 1240, height: 2400 });
    page.setDefaultTimeout(30_000);
    await page.addStyleTag({ content: 'dialog.modal, .modal form { max-height: none }' });
  });
  afterAll(async () => {
    await stage?.end();
    pictures.end();
  });

  const take = async (name: string, of: Parameters<Pictures['take']>[1]): Promise<void> => {
    await pictures.take(`messages/${name}`, of, 'css');
  };

  it('draws every form', async () => {
    const dialog = page.getByRole('dialog');
    for (const name of names) {
      if (read(name).type !== 'modal') continue;
      await stage.slack.command(ALICE, PROD, `/runbook ${name}`);
      await dialog.waitFor();
      await take(name, dialog);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
  });

  it('draws App Home', async () => {
    await page.setViewportSize({ width: 1240, height: 740 });
    await page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: 'Stepward' }).click();
    for (const name of names) {
      const view = read(name);
      if (view.type !== 'home') continue;
      await stage.bot.client.views.publish({ user_id: ALICE, view });
      const nothing = 'Nothing waits for you.';
      const words = JSON.stringify(view).includes(nothing) ? nothing : 'Approval · prod';
      await page.getByText(words).first().waitFor();
      await take(name, page.getByRole('region', { name: 'Stepward, Home' }));
    }
  });

  it('draws every message', async () => {
    await page.getByRole('button', { name: 'prod-ops', exact: true }).click();
    await page.setViewportSize({ width: 1240, height: 2400 });
    const drawn = names.flatMap((name) => {
      const { type, ...message } = read(name);
      return type === undefined ? [{ name, message: message as Message }] : [];
    });
    for (const { message } of drawn) await stage.bot.client.chat.postMessage({ channel: PROD, ...message });
    const articles = page.getByRole('article').filter({ hasText: 'APP' });
    await articles.nth(drawn.length - 1).waitFor();
    expect(await articles.count()).toBe(drawn.length);
    for (const [index, { name }] of drawn.entries()) await take(name, articles.nth(index));
  });
});

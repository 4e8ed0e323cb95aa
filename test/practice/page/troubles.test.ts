import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../../browser/chromium.ts';
import { ALICE, PROD, until } from '../slack/stage.ts';
import { openPageStage, type PageStage } from './stage.ts';

describeInBrowser('what somebody on the page can make go wrong', () => {
  let stage: PageStage;
  let page: Page;

  beforeAll(async () => {
    stage = await openPageStage();
    page = await stage.open();
    await page.getByText('Make it go wrong').press('Enter');
  });
  afterAll(() => stage?.end());

  const post = (text: string) => stage.bot.client.chat.postMessage({ channel: PROD, text });

  it('is folded up, can be reached by keyboard, and says how much is on', async () => {
    const limited = page.getByLabel('Slack says “too many requests” to half of the calls');
    await limited.press('Space');
    await page.getByText('Make it go wrong (1)').waitFor();
    expect(stage.slack.faults.list()).toEqual([{ kind: 'rate-limited', share: 0.5 }]);
    await limited.press('Space');
    await page.getByText('Make it go wrong', { exact: true }).waitFor();
    expect(stage.slack.faults.list()).toEqual([]);
  });

  it('takes the app out of its channels, and lets it in again', async () => {
    const uninvited = page.getByLabel('Stepward is removed from its channels');
    await uninvited.click();
    await page.getByText('Make it go wrong (1)').waitFor();
    await expect(post('Who hears me?')).rejects.toThrow('not_in_channel');
    await uninvited.click();
    await page.getByText('Make it go wrong', { exact: true }).waitFor();
    await post('Here I am.');
  });

  it('deletes the newest message of the app', async () => {
    await page.getByRole('article').filter({ hasText: 'Here I am.' }).waitFor();
    await page.getByRole('button', { name: 'Somebody deletes the newest run’s message' }).click();
    await page.getByRole('article').filter({ hasText: 'Here I am.' }).waitFor({ state: 'detached' });
  });

  it('renews the connection of the bot, which comes again', async () => {
    await page.getByRole('button', { name: 'Slack renews the connections' }).click();
    await until(stage.slack, () => stage.slack.view(ALICE).connections === 0);
    await until(stage.slack, () => stage.slack.view(ALICE).connections > 0);
  });
});

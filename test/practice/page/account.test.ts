import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from '../../browser/chromium.ts';
import { busyWorld, keepBusy } from '../aws/busy.ts';
import { openPracticeWorld, type PracticeWorld } from '../world.ts';

describeInBrowser('beside the services the page shows', () => {
  let world: PracticeWorld;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    world = await openPracticeWorld({ world: busyWorld() });
    await keepBusy(world.aws);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(5_000);
    await page.goto(world.server.url);
    await page.getByRole('button', { name: 'Cluster' }).click();
  }, 30_000);
  afterAll(async () => {
    await browser?.close();
    await world?.end();
  });

  const rows = (list: string) => page.getByRole('list', { name: list, exact: true }).locator('> li').allInnerTexts();
  const service = (name: string) => page.getByRole('article', { name });

  it('single tasks, the newest first, with their command, how they ended and what they said last', async () => {
    const [running, failed, ended] = await rows('Single tasks');
    expect(running).toMatch(/api:1\s+running\s+\d+ s\s+npm run import\s.*4,000 rows/s);
    expect(failed).toMatch(/exit 1\s+\d+ \w+ ago\s+npm run report\s.*ECONNREFUSED/s);
    expect(ended).toMatch(/exit 0.*npm run migrate\s.*version 12/s);
  });

  it('commands, and automations that wait for an approval', async () => {
    const [automation, command] = await rows('Commands and automations');
    expect(automation).toMatch(/drain-api\s+waits for approval.*step ask/s);
    expect(command).toMatch(/stepward 4F3W\/disk\s+succeeded.*on i-0aaa.*95% \//s);
  });

  it('alarms that ring, targets and secrets, one line each', async () => {
    expect(await rows('Alarms')).toEqual([expect.stringMatching(/^ALARM shop-5xx/)]);
    expect(await rows('Target groups')).toEqual(['api 4/4 healthy', 'web no targets']);
    expect(await rows('Secrets')).toEqual([expect.stringMatching(/^api\/token AWSCURRENT …\w{6}/)]);
  });

  it('where a deployment is that shifts traffic, for whom it waits, and what is parked', async () => {
    await service('api').getByText('waits for an answer').first().waitFor();
    await service('api')
      .getByText(/Post test traffic shift: 0 % of the traffic on :2\. A hook waits for an answer until \d\d:\d\d/)
      .waitFor();
    await service('worker').getByText('parked, was 3').first().waitFor();
    await page.getByText('0 of 1 services healthy, 1 parked').waitFor();
  });

  it('all of it no wider than a phone', async () => {
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});

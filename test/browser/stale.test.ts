import { afterAll, beforeAll, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { type Practice, startPractice } from './practice.ts';
import { type Visitor, visit } from './visitor.ts';

describeInBrowser('the world after a deployment loop', () => {
  let practice: Practice;
  let browser: Browser;
  let bob: Visitor;
  let pictures: Pictures;

  beforeAll(async () => {
    pictures = openPictures();
    practice = await startPractice(['--speed', '20', '--world', 'alerting-platform-loop']);
    browser = await launchChromium();
    bob = await visit(browser, practice.url, 'U02BOB');
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.end();
    pictures.end();
  });

  it('names the task that was left behind, why it is stale and that it is protected; then stops that one, once its service’s name was typed', async () => {
    const alice = await visit(browser, practice.url, 'U01ALICE');
    await alice.start('stop-stale-tasks', 'INC-910: the deployment never ends');
    await bob.open('INC-910');
    const card = bob.card(/Approval needed/);
    await card
      .getByText(/stopped: older deployment, other revision · rule-service:5 · healthy · created .* ago/)
      .waitFor();
    await card.getByText(/has asked for protection from being stopped/).waitFor();
    await pictures.take('stale', card);
    await bob.press('Approve…');
    const form = bob.page.getByRole('dialog');
    const approve = form.getByRole('button', { name: 'Approve' });
    await form.getByLabel('Type rule-service to approve').fill('rule-servis');
    await approve.click();
    await form.getByText('Type "rule-service" to approve: this cannot be taken back.').waitFor();
    await form.getByLabel('Type rule-service to approve').fill('rule-service');
    await approve.click();
    await bob.card(/Succeeded/).waitFor();
  });
});

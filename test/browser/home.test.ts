import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { type Practice, startPractice } from './practice.ts';
import { type Visitor, visit } from './visitor.ts';

const LATE = 'Alerts come five minutes late since 07:40.';
const MOST_TABS = 60;
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5, isMobile: true };

const restart = (service: string): string => `runbook: ${service}
version: 1
title: Restart ${service}
summary: It runs, and does nothing.
environment: prod
steps:
  - id: ${service}
    title: Restart ${service}
    impact: Alerts come about a minute late.
    action: ecs.restart-service
    with: { cluster: "\${{ environment.values.cluster }}", service: ${service} }
    settle: 10s
`;

/** Those of practice, where somebody on call may approve alone after a second. */
function writeRunbooks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-runbooks-'));
  const config = readFileSync('runbooks/stepward.yml', 'utf8');
  const alone = '    break_glass: { groups: [oncall], after: 1s, notify: C0SECURITY }\n    values:';
  writeFileSync(join(folder, 'stepward.yml'), config.replace('    values:', alone));
  cpSync('test/browser/evaluator-lags.yml', join(folder, 'evaluator-lags.yml'));
  for (const service of ['evaluator', 'sender']) writeFileSync(join(folder, `${service}.yml`), restart(service));
  return folder;
}

/** The words of what has the focus. */
const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent');

describeInBrowser('App Home and the other ways in', () => {
  let practice: Practice;
  let browser: Browser;
  let alice: Visitor;
  let bob: Visitor;
  let form: Locator;
  let pictures: Pictures;
  const runbooks = writeRunbooks();

  beforeAll(async () => {
    pictures = openPictures();
    practice = await startPractice(['--speed', '20', '--runbooks', runbooks]);
    browser = await launchChromium();
    alice = await visit(browser, practice.url, 'U01ALICE');
    bob = await visit(browser, practice.url, 'U02BOB');
    form = alice.page.getByRole('dialog');
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.end();
    pictures.end();
    rmSync(runbooks, { recursive: true, force: true });
  });

  const goTo = ({ page }: Visitor, place: string): Promise<void> =>
    page.getByRole('navigation', { name: 'Channels' }).getByRole('button', { name: place }).click();
  const submit = (button: string): Promise<void> => form.getByRole('button', { name: button, exact: true }).click();
  /** What a keyboard alone can reach, one Tab after the other. */
  const tabTo = async ({ page }: Visitor, name: string): Promise<void> => {
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await page.keyboard.press('Tab');
      if ((await focused(page)) === name) return;
    }
    throw new Error(`no Tab leads to ${name}`);
  };

  it('starts for a message from its shortcut, and the run links to it', async () => {
    await alice.say(LATE);
    const message = alice.page.getByRole('article').filter({ hasText: LATE });
    await message.hover();
    await message.getByRole('button', { name: 'Start a runbook…' }).click();
    await form.getByLabel('Runbook').selectOption('evaluator');
    await pictures.take('pick', form);
    await submit('Next');
    await form.getByLabel('Why now').fill('INC-930: alerts come late');
    await form.getByText('this message').waitFor();
    await submit('Start');
    await alice.open('INC-930');
    await alice.thread.getByRole('link', { name: 'what it is for' }).click();
    await alice.thread.getByRole('article').filter({ hasText: LATE }).waitFor();
  });

  it('starts from the shortcut beside the composer, by keyboard alone, in the channel that is chosen', async () => {
    await alice.page.getByRole('button', { name: 'Shortcut: Start a runbook' }).press('Enter');
    await form.getByLabel('Runbook').selectOption('evaluator-lags');
    await tabTo(alice, 'Next');
    await alice.page.keyboard.press('Enter');
    await form.getByLabel('Channel').selectOption({ label: '#prod-ops' });
    await form.getByLabel('Why now').fill('INC-931: nobody knows how late');
    await alice.page.keyboard.press('Enter');
    await alice.open('INC-931');
    await alice.card(/By hand · prod/).waitFor();
  });

  it('shows Bob what waits for him, on a desk and on a phone', async () => {
    await goTo(bob, 'Stepward');
    const home = bob.page.getByRole('region', { name: 'Stepward, Home' });
    await home.getByText('Waiting for you (2)').waitFor();
    await home.getByText('All active (2)').waitFor();
    expect(await bob.thread.count()).toBe(0);
    await bob.page.setViewportSize({ width: 1280, height: 620 });
    await pictures.take('home', bob.page, 'css');
    const small = await visit(browser, practice.url, 'U02BOB', { ...phone, colorScheme: 'dark' });
    await goTo(small, 'Stepward');
    await small.page.getByText('Waiting for you (2)').waitFor();
    expect(await small.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await pictures.take('home-phone', small.page);
    await small.page.close();
  });

  it('lets him review the whole plan there, and approve it, without a mouse', async () => {
    await tabTo(bob, 'Review…');
    await bob.page.keyboard.press('Enter');
    const review = bob.page.getByRole('dialog');
    await review.getByText('ecs:UpdateService').waitFor();
    await pictures.take('review', review, 'css');
    await bob.page.keyboard.press('Escape');
    await review.waitFor({ state: 'detached' });
    expect(await focused(bob.page)).toBe('Review…');
    await bob.page.keyboard.press('Enter');
    await review.waitFor();
    await tabTo(bob, 'Approve');
    await bob.page.keyboard.press('Enter');
    await review.waitFor({ state: 'detached' });
    await alice.open('INC-930');
    await alice.card(/Approved · prod/).waitFor();
  });

  it('hands a step over to somebody else, who is mentioned', async () => {
    await alice.open('INC-931');
    await alice.press('Hand over…');
    await form.getByLabel('Who does it now').selectOption({ label: 'Bob' });
    await form.getByLabel('What they have to know').fill('I am on a train. The dashboard needs the VPN.');
    await pictures.take('hand-over', form);
    await submit('Hand over');
    await alice.card(/@Bob please do this/).waitFor();
  });

  it('lets one person on call approve alone, for an incident, and tells the security channel', async () => {
    await alice.start('sender', 'INC-932: messages are lost');
    await alice.open('INC-932');
    await alice.card(/Approval needed/).waitFor();
    await alice.press('Approve alone…');
    await form.getByLabel('Incident').fill('https://incidents.example.com/932');
    await form.getByRole('textbox').last().fill('Nobody of @sre answers.');
    await pictures.take('approve-alone', form);
    await submit('Approve alone');
    await alice.card(/Approved alone · prod/).waitFor();
    await goTo(bob, 'security');
    const told = bob.page.getByRole('article').filter({ hasText: 'Approved by one person alone' });
    await told.getByRole('button', { name: 'Reviewed…' }).waitFor();
    await pictures.take('break-glass', told);
  });

  it('offers to run again what has ended, and gives it as Markdown', async () => {
    await goTo(bob, 'prod-ops');
    const root = bob.page.getByRole('article').filter({ hasText: 'INC-930' }).last();
    await root
      .getByText(/Succeeded/)
      .first()
      .waitFor();
    await root.getByRole('button', { name: 'More actions' }).click();
    const menu = bob.page.getByRole('menu');
    await menu.getByRole('menuitem', { name: 'Run again…' }).waitFor();
    await pictures.take('finished-more', bob.page.getByRole('region', { name: '#prod-ops' }), 'css');
    await menu.getByRole('menuitem', { name: 'Copy as Markdown' }).press('Enter');
    await bob.page.getByRole('dialog').getByText('**Succeeded**').waitFor();
  });
});

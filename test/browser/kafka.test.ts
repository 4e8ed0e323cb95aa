import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.ts';
import { type Practice, startPractice } from './practice.ts';

/** `npm run images` keeps the pictures; otherwise they are only taken. */
const kept = process.env['STEPWARD_IMAGES'];

describeInBrowser('the whole Kafka runbook, clicked by two people', () => {
  let practice: Practice;
  let browser: Browser;
  let page: Page;
  const pictures = kept ?? mkdtempSync(join(tmpdir(), 'stepward-pictures-'));

  beforeAll(async () => {
    practice = await startPractice(['--speed', '20']);
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, timezoneId: 'UTC' });
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(practice.url);
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.end();
    if (!kept) rmSync(pictures, { recursive: true, force: true });
  });

  const picture = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const become = (name: string): Promise<void> => page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  const thread = (): Locator => page.getByRole('region', { name: 'Thread' });
  const say = async (text: string): Promise<void> => {
    const box = page.getByRole('textbox', { name: /Message/ });
    await box.fill(text);
    await box.press('Enter');
  };
  /** Approves the newest card that can be, through its confirm dialog. */
  const approve = async (): Promise<void> => {
    await thread().getByRole('button', { name: 'Approve', exact: true }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  };
  const cardOf = (title: RegExp): Locator => thread().getByText(title).first();

  it('begins with what may be started, and a form that says what will be asked', async () => {
    await say('/runbook');
    await page.getByRole('button', { name: 'Start…' }).first().waitFor();
    await picture('catalogue');
    await say('/runbook start kafka-zookeeper-restart');
    const form = page.getByRole('dialog');
    await form.getByText(/One approval \(@sre\)/).waitFor();
    await form.getByLabel('Why now').fill('INC-812: alerts are not delivered');
    await picture('start');
    await form.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: /1 repl/ }).click();
    await cardOf(/Approval needed · prod · step 1 of 4/).waitFor();
    await picture('run');
  });

  it('refuses the requester’s own click, with the reason', async () => {
    await approve();
    await thread().getByText('You asked for this, so someone else in @sre must approve it.').waitFor();
    await picture('refused');
  });

  it('shows the whole plan to who asks for it', async () => {
    await become('Bob');
    await thread().getByRole('button', { name: 'Full plan' }).last().click();
    await page
      .getByRole('dialog')
      .getByText(/ecs:StopTask/)
      .waitFor();
    await picture('full-plan');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  });

  it('restarts Zookeeper, then Kafka, then the dependents, each once it is approved and the one before is proven', async () => {
    for (const step of [1, 2, 3]) {
      await cardOf(new RegExp(`Approval needed · prod · step ${step} of 4`)).waitFor();
      await picture(`approval-${step}`);
      await approve();
      await cardOf(new RegExp(`Approved · prod · step ${step} of 4`)).waitFor();
      await picture(`approved-${step}`);
    }
  });

  it('ends with a healthy cluster and a summary for the one who started it', async () => {
    await thread()
      .getByText(/Succeeded/)
      .first()
      .waitFor();
    await page.getByText(/8 of 8 services healthy/).waitFor();
    await thread()
      .getByText(/3 of 3 steps applied/)
      .waitFor();
    await page.waitForTimeout(3_500);
    await picture('finished');
  });

  it('leaves a call log with one write for each change, and nothing a real Slack would have refused', async () => {
    const calls = (await (await fetch(`${practice.url}/_sim/calls`)).json()) as
      | { calls?: readonly Call[] }
      | readonly Call[];
    const list = 'calls' in calls && calls.calls ? calls.calls : (calls as readonly Call[]);
    const writes = list.filter(({ write, applied }) => write && applied).map(({ op }) => op);
    expect(writes).toEqual(['StopTask', 'StopTask', ...Array(5).fill('UpdateService')]);
  });
});

interface Call {
  readonly op: string;
  readonly write: boolean;
  readonly applied: boolean;
}

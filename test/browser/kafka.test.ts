import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { type Practice, startPractice } from './practice.ts';
import { type Visitor, visit } from './visitor.ts';

describeInBrowser('the whole Kafka runbook, clicked by two people', () => {
  let practice: Practice;
  let browser: Browser;
  let page: Page;
  let alice: Visitor;
  let pictures: Pictures;

  beforeAll(async () => {
    pictures = openPictures();
    practice = await startPractice(['--speed', '20']);
    browser = await launchChromium();
    alice = await visit(browser, practice.url, 'U01ALICE');
    page = alice.page;
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.end();
    pictures.end();
  });

  const become = (name: string): Promise<void> => page.getByRole('button', { name: new RegExp(`^${name}`) }).click();

  it('begins with what may be started, and a form that says what will be asked', async () => {
    await alice.say('/runbook');
    const catalogue = page.getByRole('article').filter({ hasText: 'Start…' });
    await catalogue.waitFor();
    await pictures.take('catalogue', catalogue);
    await alice.say('/runbook start kafka-zookeeper-restart');
    const form = page.getByRole('dialog');
    await form.getByText(/One approval \(@sre\)/).waitFor();
    await form.getByLabel('Why now').fill('INC-812: alerts are not delivered');
    await pictures.take('start', form);
    await form.getByRole('button', { name: 'Start' }).click();
    await alice.open('INC-812');
    await alice.card(/Approval needed · prod · step 1 of 4/).waitFor();
  });

  it('refuses the requester’s own click, with the reason', async () => {
    await alice.press('Approve', 'Approve');
    const refusal = alice.card('You asked for this, so someone else in @sre must approve it.');
    await refusal.waitFor();
    await pictures.take('refused', refusal);
  });

  it('shows the whole plan to who asks for it', async () => {
    await become('Bob');
    await alice.press('Full plan');
    const plan = page.getByRole('dialog');
    await plan.getByText(/ecs:StopTask/).waitFor();
    await pictures.take('full-plan', plan, 'css');
    await plan.getByRole('button', { name: 'Close' }).last().click();
  });

  it('restarts Zookeeper, then Kafka, then the dependents, each once it is approved and the one before is proven', async () => {
    for (const step of [1, 2, 3]) {
      const card = alice.card(new RegExp(`Approval needed · prod · step ${step} of 4`));
      await card.waitFor();
      if (step !== 2) await pictures.take(`approval-${step}`, card);
      await alice.press('Approve', 'Approve');
      await alice.card(new RegExp(`Approved · prod · step ${step} of 4`)).waitFor();
    }
    await pictures.take('approved', alice.card(/Approved · prod · step 3 of 4/));
  });

  it('ends with a healthy cluster and a summary for the one who started it', async () => {
    await page.getByText(/8 of 8 services healthy/).waitFor();
    const summary = alice.card(/Succeeded in .* 3 of 3 steps applied/);
    await summary.waitFor();
    await alice.card(/approved by @Bob · log [0-9a-f]{12}/).waitFor();
    await pictures.take('summary', summary);
    const timeline = alice.card(/Timeline of run/);
    await timeline.getByRole('img', { name: /Timeline|timeline/ }).waitFor();
    await pictures.take('timeline', timeline);
    const overview = await visit(browser, practice.url, 'U02BOB', { deviceScaleFactor: 0.62 });
    await overview.open('INC-812');
    await overview.card(/3 of 3 steps applied/).waitFor();
    await overview
      .card(/Timeline of run/)
      .getByRole('img')
      .waitFor();
    await pictures.take('finished', overview.page);
  });

  it('leaves a call log with one write for each change, and nothing a real Slack would have refused', async () => {
    const ask = async (path: string): Promise<unknown> => (await fetch(`${practice.url}${path}`)).json();
    const calls = (await ask('/_sim/calls')) as readonly Call[];
    const writes = calls.filter(({ write, applied }) => write && applied).map(({ op }) => op);
    expect(writes).toEqual(['StopTask', 'StopTask', ...Array(5).fill('UpdateService')]);
    expect(await ask('/page/state')).toMatchObject({ complaints: [] });
  });
});

interface Call {
  readonly op: string;
  readonly write: boolean;
  readonly applied: boolean;
}

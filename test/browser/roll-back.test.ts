import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { type Practice, startPractice } from './practice.ts';
import { type Visitor, visit } from './visitor.ts';

const reason = 'INC-920: alerts come late';

function writeRunbooks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-runbooks-'));
  cpSync('runbooks/stepward.yml', join(folder, 'stepward.yml'));
  cpSync('test/browser/evaluator-lags.yml', join(folder, 'evaluator-lags.yml'));
  return folder;
}

/* One run from its form to its receipt: each goes on where the one before has left. */
describeInBrowser('a run that asks, lets choose, fails and is rolled back', () => {
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

  const submit = (button: string): Promise<void> => form.getByRole('button', { name: button, exact: true }).click();
  const asked = (step: string): Locator => bob.card(new RegExp(`Approval needed .*${step}`));
  /** The newest card of a step, and no other that stands beside it. */
  const approve = async (step: string): Promise<void> => {
    await asked(step).getByRole('button', { name: 'Approve' }).click();
    await bob.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await bob.card(new RegExp(`Approved .*${step}`)).waitFor();
  };

  it('offers in its form the services that are there', async () => {
    await alice.say('/runbook start evaluator-lags');
    const service = form.getByLabel('Service');
    await service.waitFor();
    expect(await service.inputValue()).toBe('evaluator');
    expect(await service.getByRole('option').allTextContents()).toEqual(
      expect.arrayContaining(['aggregator', 'kafka', 'sender', 'zookeeper']),
    );
    await form.getByLabel('Why now').fill(reason);
    await pictures.take('start-select', form);
    await submit('Start');
    await alice.open(reason);
    await bob.open(reason);
  });

  it('reminds those who have not done their step', async () => {
    await alice.card(/By hand · prod/).waitFor();
    const reminder = alice.card(/still to do/);
    await reminder.waitFor();
    expect(await reminder.getByRole('button').count()).toBe(0);
    await pictures.take('reminder', reminder);
  });

  it('says under a field what is wrong with it, and takes the step as done once all are right', async () => {
    await alice.press('Mark done…');
    await form.getByLabel('Seconds behind').fill('120');
    await form.getByLabel('Ticket').fill('soon');
    await submit('Done');
    await form.getByRole('alert').waitFor();
    await pictures.take('fields', form);
    await form.getByLabel('Ticket').fill('OPS-12');
    await submit('Done');
    await alice.card(/Done · prod/).waitFor();
  });

  it('suggests a choice, which counts once it is sent', async () => {
    const card = alice.card(/Choice · prod/);
    await card.getByText('120 seconds').waitFor();
    expect(await card.getByRole('radio', { name: /Scale up/ }).isChecked()).toBe(true);
    await pictures.take('choice', card);
    await alice.press('Continue');
    await alice.card(/Chosen · prod/).waitFor();
  });

  it('asks for the branches of a parallel step side by side', async () => {
    await approve('Scale evaluator');
    await asked('Restart rule-service').waitFor();
    await asked('Restart sender').waitFor();
    await approve('Restart rule-service');
    const cluster = bob.page.getByRole('article', { name: 'rule-service' });
    await cluster.getByRole('img', { name: 'rolling out' }).waitFor();
  });

  it('is held when one of them fails, and can be rolled back from there', async () => {
    await practice.control('POST faults', { op: 'UpdateService', kind: 'deny', times: 1 });
    await approve('Restart sender');
    const card = bob.card(/is not authorized to perform: ecs:UpdateService/);
    await card.getByRole('button', { name: 'Roll back' }).waitFor();
    await pictures.take('held', card);
    await bob.press('Roll back', 'Roll back');
    await bob.card(/Rolled back from here · prod/).waitFor();
  });

  it('asks on one card for all that is put back, and says what stays', async () => {
    const card = asked('Roll back');
    await card.getByText('3 → 1').waitFor();
    await card.getByText(/Stays as it is now/).waitFor();
    await pictures.take('roll-back', card);
    await approve('Roll back');
  });

  it('ends with what was put back and what was not', async () => {
    const receipt = bob.card(/Rolled back .* steps applied/);
    await receipt.getByText(/Put back/).waitFor();
    await receipt.getByText(/Not put back/).waitFor();
    await pictures.take('rolled-back', receipt);
  });

  it('tells the channel how it ended', async () => {
    const notice = bob.page.getByRole('article').filter({ hasText: 'Look before you change anything else.' });
    await notice.waitFor();
    await pictures.take('notice', notice);
  });
});

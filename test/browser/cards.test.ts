import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchChromium } from './chromium.ts';
import { openPictures, type Pictures } from './pictures.ts';
import { type Practice, startPractice } from './practice.ts';
import { type Visitor, visit } from './visitor.ts';

const ALICE = 'U01ALICE';
const BOB = 'U02BOB';
const cluster = 'alerting-platform-prod-cluster';

const restart = (service: string): string => `
  - id: ${service}
    title: Restart ${service}
    impact: Alerts are evaluated about a minute late.
    action: ecs.restart-service
    with: { service: ${service} }
    settle: 10s`;

const runbook = (id: string, services: readonly string[], more = ''): string => `runbook: ${id}
version: 1
title: Restart ${services.join(', then ')}
environment: prod
defaults: { with: { cluster: "\${{ environment.values.cluster }}" } }
${more}
steps:${services.map(restart).join('')}
`;

function writeRunbooks(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-runbooks-'));
  cpSync('runbooks', folder, { recursive: true });
  const write = (id: string, services: readonly string[], more?: string): void =>
    writeFileSync(join(folder, `${id}.yml`), runbook(id, services, more));
  write('evaluator', ['evaluator']);
  write('pair', ['aggregator', 'evaluator']);
  write('sender', ['sender']);
  write('sender-soon', ['sender'], 'policy: { approve: { groups: [sre], within: 5m } }');
  return folder;
}

/** What these do next leaves their browsers in the same moment. */
async function leaveTogether(visitors: readonly Visitor[]): Promise<void> {
  const { promise: all, resolve } = Promise.withResolvers<void>();
  let ready = 0;
  for (const { page } of visitors)
    await page.route(
      '**/page/do',
      async (route) => {
        ready += 1;
        if (ready === visitors.length) resolve();
        await all;
        await route.continue();
      },
      { times: 1 },
    );
}

describeInBrowser('the cards of what does not go as planned', () => {
  let practice: Practice;
  let browser: Browser;
  let alice: Visitor;
  let bob: Visitor;
  let pictures: Pictures;
  const runbooks = writeRunbooks();

  beforeAll(async () => {
    pictures = openPictures();
    practice = await startPractice(['--speed', '20', '--runbooks', runbooks]);
    browser = await launchChromium();
    alice = await visit(browser, practice.url, ALICE);
    bob = await visit(browser, practice.url, BOB);
  });
  afterAll(async () => {
    await browser?.close();
    await practice?.end();
    pictures.end();
    rmSync(runbooks, { recursive: true, force: true });
  });

  /** Alice starts it; both look at its thread; its first card is there. */
  const begin = async (id: string, reason: string, first = /Approval needed/): Promise<void> => {
    await alice.start(id, reason);
    await bob.open(reason);
    await alice.open(reason);
    await bob.card(first).waitFor();
  };
  const approve = (): Promise<void> => bob.press('Approve', 'Approve');
  const update = (service: string, change: object): Promise<unknown> =>
    practice.control('POST perform', { op: 'UpdateService', params: { cluster, service, ...change } });
  const speed = (button: string): Promise<void> => bob.page.getByRole('button', { name: button, exact: true }).click();

  it('fits a phone, where nothing of an approval is wider than the screen', async () => {
    await begin('evaluator', 'INC-901: alerts come late');
    const phone = await visit(browser, practice.url, BOB, {
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 1.5,
      isMobile: true,
    });
    await phone.open('INC-901: alerts come late');
    await phone.card(/Approval needed/).waitFor();
    expect(await phone.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await pictures.take('phone', phone.page);
    await phone.page.close();
  });

  it('asks again, with what has moved, when the service was deployed between plan and approval', async () => {
    const evaluator = bob.page.getByRole('article', { name: 'evaluator' });
    await update('evaluator', { forceNewDeployment: true });
    await evaluator.getByRole('img', { name: 'rolling out' }).waitFor();
    await evaluator.getByRole('img', { name: 'runs, but does not work' }).waitFor();
    await approve();
    const card = bob.card(/Changed since it was shown/);
    await card.getByText(/primary deployment was/).waitFor();
    await card.getByRole('button', { name: 'Approve' }).waitFor();
    await pictures.take('drift', card);
  });

  it('keeps the reason of a rejection, and ends a run that has changed nothing yet', async () => {
    await bob.tell('Reject…', 'The deployment of 12:40 mends this. Wait for it.', 'Reject');
    const card = bob.card(/Rejected · prod/);
    await card.getByText('The deployment of 12:40 mends this. Wait for it.').waitFor();
    await pictures.take('rejected', card);
    await bob.card(/Stopped by a rejection/).waitFor();
  });

  it('is held with the words of the service when a call is refused, and says what is changed already', async () => {
    await begin('pair', 'INC-902: aggregator hangs');
    await approve();
    await bob.card(/Approval needed · prod · step 2 of 2/).waitFor();
    await practice.control('POST faults', { op: 'UpdateService', kind: 'deny', times: 1 });
    await approve();
    const card = bob.card(/is not authorized to perform: ecs:UpdateService/);
    await card.getByText(/already changed: aggregator/).waitFor();
    for (const name of ['Retry', 'Skip…', 'Stop']) await card.getByRole('button', { name }).waitFor();
  });

  it('tells the second of two who click at once who was first', async () => {
    await leaveTogether([alice, bob]);
    await Promise.all([alice.press('Retry'), bob.press('Retry')]);
    const said = /(?:Alice|Bob) was first, at/;
    const late = await Promise.any(
      [alice, bob].map((who) =>
        who
          .card(said)
          .waitFor()
          .then(() => who.card(said)),
      ),
    );
    await pictures.take('second-click', late);
    await bob.card(/Retried · prod/).waitFor();
  });

  it('stops when told to, and says what stays changed and what was not done', async () => {
    await bob.card(/Approval needed · prod · step 2 of 2/).waitFor();
    await bob.press('Stop', 'Stop run');
    const card = bob.card(/Stopped by @Bob .* 1 of 2 steps applied/);
    await card.getByText(/Left changed/).waitFor();
    await card.getByText(/Not done/).waitFor();
    await pictures.take('stopped', card);
  });

  it('asks a person when an answer was lost and nobody can look', async () => {
    await begin('evaluator', 'INC-903: alerts come late again');
    await practice.control('POST faults', { op: 'UpdateService', kind: 'drop-after', times: 1 });
    await practice.control('POST faults', { op: 'DescribeServices', kind: 'deny', after: 1, times: 50 });
    await approve();
    const card = bob.card(/Unclear · prod/);
    await card.waitFor();
    await pictures.take('unclear', card);
    await practice.control('DELETE faults');
    await bob.press('Look again');
    await bob.card(/Succeeded/).waitFor();
    await bob.card(/Looked again · prod/).waitFor();
  });

  it('waits for another run on the same service, by name, until somebody takes it over', async () => {
    await begin('sender', 'INC-904: messages are late');
    await begin('sender-soon', 'INC-905: messages are lost', /Waiting for another run/);
    await pictures.take('lock', bob.card(/Waiting for another run/));
    await bob.tell('Take over…', 'Lost messages come first.', 'Stop it');
    await bob.card(/is being stopped/).waitFor();
    await bob.card(/Approval needed/).waitFor();
  });

  it('takes the buttons off a card that nobody answered in time', async () => {
    await speed('60×');
    const held = bob.card(/the run stops by itself/);
    await held.getByRole('button', { name: 'Retry' }).waitFor();
    await speed('20×');
    const card = bob.card(/expired at/);
    await card.waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    await pictures.take('expired', card);
    await pictures.take('held-expired', held);
    await bob.press('Stop', 'Stop run');
  });

  it('says that a restart is slow, and why, and that nobody has to do anything', async () => {
    await begin('evaluator', 'INC-906: evaluator hangs');
    await update('alert-producer', { desiredCount: 40 });
    await approve();
    const card = bob.card(/Slower than usual · prod/);
    await card.waitFor();
    await pictures.take('slow', card);
    await update('alert-producer', { desiredCount: 0 });
    await bob.card(/Succeeded/).waitFor();
  });

  it('asks a person to do by hand what only a person can see', async () => {
    await begin('rotate-session-secret', 'The key may have leaked');
    await approve();
    await bob.card(/Approval needed · prod · step 3 of 5/).waitFor();
    await speed('60×');
    await approve();
    const card = alice.card(/By hand · prod/);
    await card.waitFor();
    await speed('20×');
    await pictures.take('manual', card);
    await alice.tell('Mark done…', 'Signed out, signed in again.', 'Done');
    await alice.card(/Done · prod/).waitFor();
    await pictures.take('done', alice.card(/Done · prod/));
  });

  it('lists the latest runs and its own commands', async () => {
    const dark = await visit(browser, practice.url, ALICE, {
      colorScheme: 'dark',
      deviceScaleFactor: 0.8,
      viewport: { width: 1200, height: 800 },
    });
    await dark.say('/runbook runs');
    await dark.page.getByText(/shows one/).waitFor();
    await pictures.take('runs', dark.page);
    await dark.say('/runbook help');
    const help = dark.page.getByRole('article').filter({ hasText: /by the end of its id/ });
    await help.waitFor();
  });
});

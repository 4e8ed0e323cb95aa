import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { App } from '@slack/bolt';
import type { Page } from 'playwright-core';
import type { BotControl, BotState } from '#practice/page/ports.ts';
import { describeInBrowser } from '../../browser/chromium.ts';
import { ALICE, PROD, until } from '../slack/stage.ts';
import { design, modalDesign, openPageStage, type PageStage } from './stage.ts';

const PICTURES = process.env['PAGE_PICTURES'];
const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png` });
};

/** Kills and starts the Bolt app of this test. */
function switchOf(bot: () => App): BotControl {
  const listeners = new Set<() => void>();
  let state: BotState = 'running';
  const become = (next: BotState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    kill: async () => {
      await bot().stop();
      await until(stage.slack, () => stage.slack.view(ALICE).connections === 0);
      become('stopped');
    },
    start: async () => {
      become('starting');
      await bot().start();
      become('running');
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

let stage: PageStage;
let page: Page;

beforeAll(async () => {
  stage = await openPageStage(switchOf(() => stage.bot));
  const { bot } = stage;
  const modal = await modalDesign();
  bot.command('/runbook', async ({ ack, command, client }) => {
    await ack();
    if (command.text === 'help')
      await client.chat.postEphemeral({ channel: PROD, user: command.user_id, text: 'Say `/runbook start`.' });
    else await client.views.open({ trigger_id: command.trigger_id, view: modal });
  });
  bot.view('runbook.start', async ({ ack, view, client, body }) => {
    if (view.state.values['reason']?.['v']?.value === 'because') {
      await ack({ response_action: 'errors', errors: { reason: 'Say why, for the ones who read it later.' } });
      return;
    }
    await ack();
    const root = await client.chat.postMessage({ channel: PROD, ...(await design('run')) });
    await client.chat.postMessage({ channel: PROD, thread_ts: root.ts ?? '', ...(await design('approval')) });
    await client.chat.postEphemeral({ channel: PROD, user: body.user.id, text: 'Started run `4F3W`.' });
  });
  bot.action('step.approve', async ({ ack, body, client }) => {
    await ack();
    const ts = 'message' in body ? (body.message?.ts ?? '') : '';
    await client.chat.update({ channel: PROD, ts, ...(await design('approved')) });
  });
  page = await stage.open();
}, 30_000);
afterAll(() => stage.end());

const composer = () => page.getByRole('textbox', { name: 'Message #prod-ops' });
const person = (name: string) => page.getByRole('button', { name });

describeInBrowser('the practice page in Chromium', () => {
  it('greets with three things to do, and shows the cluster', async () => {
    await page.getByRole('heading', { name: 'The alerting platform after an outage' }).waitFor();
    const kafka = page.getByRole('article', { name: 'kafka' });
    await kafka.getByRole('img', { name: 'runs, but does not work' }).waitFor();
    await kafka.getByRole('button').click();
    await kafka.getByText('PRIMARY').waitFor();
    await picture(page, '01-first');
  });

  it('opens the modal of a command, and says what is wrong in it', async () => {
    await composer().fill('/ru');
    await picture(page, '02-suggest');
    await composer().fill('/runbook start');
    await composer().press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Scale ECS service' });
    await dialog.waitFor();
    await picture(page, '03-modal');
    await dialog.getByLabel('Desired count').fill('99');
    await dialog.getByLabel('Reason').fill('because');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await dialog.getByText('Please enter a number of at most 20.').waitFor();
    await dialog.getByText('Please complete this required field.').waitFor();
    await picture(page, '04-modal-errors');
    await dialog.getByLabel('Cluster').selectOption('prod-eu-1');
    await dialog.getByLabel('Desired count').fill('4');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await dialog.getByText('Say why, for the ones who read it later.').waitFor();
    await dialog.getByLabel('alert-router').check();
    await dialog.getByLabel('Hand over to').selectOption({ label: 'Bob' });
    await dialog.getByLabel('Reason').fill('INC-812');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(JSON.stringify(stage.slack.complaints())).toBe('[]');
  });

  it('shows the run with its plan, and to the starter alone what only she may see', async () => {
    await page.getByText('Waiting for approval · step 3 of 5').waitFor();
    await page.getByText('Only visible to you').waitFor();
    await picture(page, '05-run');
    await person('Bob').click();
    await page.getByText('Only visible to you').waitFor({ state: 'detached' });
  });

  it('opens the thread, asks before a risky click, and shows the decision', async () => {
    await page.getByRole('button', { name: '1 reply' }).click();
    const thread = page.getByRole('region', { name: 'Thread' });
    await thread.getByText('Approval needed').waitFor();
    const box = await thread.getByRole('button', { name: 'Approve' }).boundingBox();
    expect(box?.y).toBeLessThan(820);
    await picture(page, '06-thread');
    await thread.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve step 3?' });
    await dialog.waitFor();
    await picture(page, '07-confirm');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await thread.getByText('Approved · step 3 of 5').waitFor();
    await picture(page, '08-approved');
  });
});

describeInBrowser('beside the conversation', () => {
  it('the clock runs at the speed that was chosen, and the cluster with it', async () => {
    const speed = (label: string) =>
      page.getByRole('group', { name: 'Speed of the simulated clock' }).getByRole('button', { name: label });
    expect(await speed('Pause').getAttribute('aria-pressed')).toBe('true');
    await speed('60×').click();
    await page.locator('[aria-pressed=true]', { hasText: '60×' }).waitFor();
    expect(stage.aws.clock.scale()).toBe(60);
    await speed('Pause').click();
    await page.locator('[aria-pressed=true]', { hasText: 'Pause' }).waitFor();
  });

  it('the bot can be killed and started again', async () => {
    await page.getByRole('status').getByText('Bot running').waitFor();
    await page.getByRole('button', { name: 'Kill the bot' }).click();
    await page.getByRole('status').getByText('Bot stopped').waitFor();
    await composer().fill('/runbook');
    await composer().press('Enter');
    await page.getByText('/runbook failed with the error "dispatch_failed"').waitFor();
    await picture(page, '13-no-bot');
    await page.getByRole('button', { name: 'Start the bot' }).click();
    await page.getByRole('status').getByText('Bot running').waitFor();
  });

  it('a click that nobody answers leaves a warning', async () => {
    await stage.bot.client.chat.postMessage({ channel: PROD, ...(await design('manual')) });
    await page.getByRole('button', { name: 'Kill the bot' }).click();
    await page.getByRole('button', { name: 'Mark done…' }).click();
    await page.getByRole('img', { name: 'The app did not respond. Try again.' }).waitFor();
    await picture(page, '14-warning');
    await page.getByRole('button', { name: 'Start the bot' }).click();
  });
});

describeInBrowser('messages of every kind', () => {
  it('are shown in the light, in the dark and on a phone', async () => {
    for (const name of ['failure', 'manual', 'choice', 'finished'])
      await stage.bot.client.chat.postMessage({ channel: PROD, ...(await design(name)) });
    await page.getByText('Where should traffic go').waitFor();
    await picture(page, '09-designs');
    const dark = await stage.open({ width: 1440, height: 900 }, true);
    await dark.getByText('Where should traffic go').waitFor();
    await picture(dark, '10-dark');
    const phone = await stage.open({ width: 390, height: 844 });
    await phone.getByText('Where should traffic go').waitFor();
    await picture(phone, '11-phone');
    await phone.getByRole('button', { name: 'Cluster' }).click();
    await picture(phone, '12-phone-cluster');
  }, 20_000);
});

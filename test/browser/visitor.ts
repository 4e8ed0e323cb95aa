import type { Browser, Locator, Page } from 'playwright-core';

/** One person with a browser of their own, who clicks and types as people do. */
export interface Visitor {
  readonly page: Page;
  readonly thread: Locator;
  say(line: string): Promise<void>;
  /** Starts a runbook from its form; `fields` by label. */
  start(runbook: string, reason: string, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** Opens the thread of the run that was started for this reason. */
  open(reason: string): Promise<void>;
  /** The newest message of the open thread with these words. */
  card(words: RegExp | string): Locator;
  /** Presses a button of the newest card that has it, and says yes where it asks. */
  press(button: string, yes?: string): Promise<void>;
  /** Presses a button that asks for a sentence, and sends it. */
  tell(button: string, note: string, send: string): Promise<void>;
}

type Screen = NonNullable<Parameters<Browser['newPage']>[0]>;

const desktop: Screen = { viewport: { width: 1440, height: 1000 }, deviceScaleFactor: 1.5 };

const hands = (page: Page): Omit<Visitor, 'open' | 'card'> => {
  const dialog = page.getByRole('dialog');
  const thread = page.getByRole('region', { name: 'Thread' });
  /** A bot on a busy machine may answer too late for Slack; a person then says it again. */
  const say = async (line: string): Promise<void> => {
    const box = page.getByRole('textbox', { name: /Message/ });
    for (let tries = 0; tries < 3; tries++) {
      const answered = page.waitForResponse(/\/page\/do$/);
      await box.fill(line);
      await box.press('Enter');
      const shown = (await (await answered).json()) as { readonly ok?: boolean };
      if (shown.ok) return;
    }
  };
  const press = async (button: string, yes?: string): Promise<void> => {
    await thread.getByRole('button', { name: button, exact: true }).last().click();
    if (yes) await dialog.getByRole('button', { name: yes, exact: true }).click();
  };
  return {
    page,
    thread,
    say,
    press,
    start: async (runbook, reason, fields = {}) => {
      await say(`/runbook start ${runbook}`);
      for (const [label, text] of Object.entries({ ...fields, 'Why now': reason }))
        await dialog.getByLabel(label).fill(text);
      await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    },
    tell: async (button, note, send) => {
      await press(button);
      await dialog.getByRole('textbox').fill(note);
      await dialog.getByRole('button', { name: send, exact: true }).click();
    },
  };
};

/** @param as id of the person, as the practice page takes it */
export async function visit(browser: Browser, url: string, as: string, screen: Screen = desktop): Promise<Visitor> {
  const page = await browser.newPage({ ...desktop, timezoneId: 'UTC', ...screen });
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${url}/?as=${as}`);
  await page.locator('.bot .dot.running').waitFor();
  const visitor = hands(page);
  return {
    ...visitor,
    open: async (reason) => {
      const close = visitor.thread.getByRole('button', { name: 'Close thread' });
      if (await close.isVisible()) await close.click();
      const root = page.getByRole('article').filter({ hasText: reason }).last();
      await root.getByRole('button', { name: /\d+ repl/ }).click();
    },
    card: (words) => visitor.thread.getByRole('article').filter({ hasText: words }).last(),
  };
}

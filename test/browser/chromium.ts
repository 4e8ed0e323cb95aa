import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { type Browser, chromium } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** Where there is no Chromium these tests are left out, except where it is required: the pipeline fails without them. */
export const describeInBrowser =
  existsSync(executablePath) || process.env['STEPWARD_BROWSER'] === 'required' ? describe : describe.skip;

/** A fresh profile each time; nothing but the practice server on loopback is asked for anything. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--disable-lcd-text',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

export interface Pictures {
  /** Of a whole page, or of one card; what moves has come to rest. `css`: one pixel for each of the page's, whatever the screen has. */
  take(name: string, of: Page | Locator, scale?: 'css'): Promise<void>;
  end(): void;
}

/** `npm run images` keeps the pictures in the folder that STEPWARD_IMAGES names; otherwise they are only taken. */
export function openPictures(): Pictures {
  const kept = process.env['STEPWARD_IMAGES'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'stepward-pictures-'));
  return {
    take: async (name, of, scale) => {
      await of.screenshot({
        path: join(folder, `${name}.png`),
        animations: 'disabled',
        caret: 'hide',
        scale: scale ?? 'device',
      });
    },
    end: () => {
      if (!kept) rmSync(folder, { recursive: true, force: true });
    },
  };
}

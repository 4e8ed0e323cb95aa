import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the runs of a practice world are kept, apart for the bot and for the terminal: their worlds are not the same. */
export const practiceFolder = (world: string, surface: 'practice' | 'terminal'): string =>
  resolve('.stepward', surface, world);

/** The folder, emptied: a new world knows nothing of the runs of the last one. */
export function emptyFolder(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

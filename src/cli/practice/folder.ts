import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Failure } from '#domain/failure.ts';

/** Where the runs of a practice world are kept, apart for the bot and for the terminal: their worlds are not the same. */
export const practiceFolder = (world: string, surface: 'practice' | 'terminal'): string =>
  resolve('.stepward', surface, world);

/**
 * Takes the folder for this process, emptied unless the last runs are kept: a new world knows nothing of them.
 * @throws Failure `practice-running`: another process is using it, and would lose its runs
 */
export function takeFolder(folder: string, { keep = false } = {}): string {
  const mark = join(folder, 'process');
  const other = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : 0;
  if (other !== process.pid && isAlive(other))
    throw new Failure('refused', 'practice-running', `Process ${other} is using ${folder}.`, {
      hint: 'End it first, or start in another folder.',
    });
  if (!keep) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(mark, String(process.pid));
  return folder;
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // No such process, or one of somebody else's: then it is not ours.
    return false;
  }
}

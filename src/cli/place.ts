import type { Options } from './command.ts';
import { textOf } from './command.ts';
import type { Env, StorePlace } from './parts.ts';

/** Where runs are kept: `--store`, else DATABASE_URL, else `.stepward`. */
export function placeOf(options: Options, env: Env): StorePlace {
  const folder = textOf(options, 'store');
  const url = env['DATABASE_URL'];
  if (folder !== undefined || url === undefined) return { folder: folder ?? '.stepward' };
  return { url, folder: '.stepward' };
}

export const storeOption = {
  flags: '--store <folder>',
  summary: 'where runs are kept (default: DATABASE_URL, else .stepward)',
};

/** The store of a practice world; each surface has its own. */
export const practiceFolder = (world: string, surface: 'slack' | 'terminal'): string =>
  surface === 'slack' ? `.stepward/practice/${world}` : `.stepward/terminal/${world}`;

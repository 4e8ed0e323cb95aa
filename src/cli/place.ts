import type { Store } from '#engine/store.ts';
import { type Options, textOf } from './command.ts';
import type { Env, Parts, StorePlace } from './parts.ts';

/** Where runs are kept: `--store`, else DATABASE_URL, else `.stepward`. */
export function placeOf(options: Options, env: Env): StorePlace {
  const folder = textOf(options, 'store');
  const url = env['DATABASE_URL'];
  return folder !== undefined || url === undefined ? { folder: folder ?? '.stepward' } : { folder: '.stepward', url };
}

export const storeOption = {
  flags: '--store <folder>',
  summary: 'where runs are kept (default: DATABASE_URL, else .stepward)',
};

/** Opens the store that the command line means, for as long as the work takes. */
export async function withStore<T>(options: Options, parts: Parts, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await parts.store(placeOf(options, parts.env));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

import { dirname, join, resolve } from 'node:path';
import { Failure } from '#domain/failure.ts';
import { readIfThere } from './read.ts';

export const configName = 'stepward.yml';

/**
 * The nearest stepward.yml, from this folder upwards, and what it says.
 * @throws Failure `no-config` if there is none up to the root
 */
export function findConfig(folder: string): { readonly file: string; readonly text: string } {
  for (let place = resolve(folder); ; place = dirname(place)) {
    const file = join(place, configName);
    const text = readIfThere(file);
    if (text !== undefined) return { file, text };
    if (dirname(place) === place)
      throw new Failure('user', 'no-config', `There is no ${configName} in ${folder} or above it.`, {
        hint: 'It names the environments that runbooks may run in.',
      });
  }
}

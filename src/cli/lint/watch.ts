import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { asFailure } from '#domain/failure.ts';
import { type Exit, exitOf, sayFailure } from '../exit.ts';
import { onChange } from '../on-change.ts';
import type { Parts } from '../parts.ts';

const clear = '\u001b[2J\u001b[H';

/** Does a round at once and after every change of these files and folders, until told to end. Returns how the last one ended. */
export async function watch(
  paths: readonly string[],
  round: () => Promise<Exit>,
  { io, told }: Pick<Parts, 'io' | 'told'>,
): Promise<Exit> {
  // A file that is gone for a moment is no reason to stop watching.
  const again = (): Promise<Exit> => {
    if (io.interactive) io.out(clear);
    return round().catch((thrown: unknown) => {
      const failure = asFailure(thrown);
      io.err(sayFailure(failure));
      return exitOf(failure);
    });
  };
  let last = again();
  const stops = [...new Set(paths.map(folderOf))].map((folder) =>
    onChange(folder, () => {
      last = last.then(again);
    }),
  );
  await told();
  for (const stop of stops) stop();
  return last;
}

const folderOf = (path: string): string => (statSync(path).isDirectory() ? path : dirname(path));

import { asFailure, forPeople } from '#domain/failure.ts';
import type { Finding } from '#domain/finding.ts';
import type { Log } from '#engine/parts.ts';

interface Folder {
  /** Where it throws, everything is as it was. */
  reload(): void;
  list(): readonly unknown[];
  rejected(): readonly { readonly file: string; readonly findings: readonly Finding[] }[];
}

const saying = ({ line, column, message }: Finding): string => `${line}:${column}: ${message}`;

/** Says at once, and after every reading anew, which files are not offered and why. */
export function reloader(folder: Folder, log: Log): () => void {
  const tell = (): void => {
    for (const { file, findings } of folder.rejected())
      log('warn', `${file} is not offered`, { findings: findings.map(saying) });
  };
  tell();
  return () => {
    try {
      folder.reload();
      log('info', 'the runbooks were read anew', { offered: folder.list().length });
      tell();
    } catch (thrown) {
      log('error', forPeople(asFailure(thrown)), {});
    }
  };
}

import { watch } from 'node:fs';

/** Real milliseconds without a change: an editor writes a file in several goes. */
const rest = 200;

/** Calls the listener once the files of a folder and its subfolders have changed and come to rest. Returns how to stop. */
export function onChange(folder: string, listener: () => void): () => void {
  let resting: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(resting);
    resting = setTimeout(listener, rest);
  };
  const watcher = watch(folder, { recursive: true }, changed);
  // The folder itself is gone: reading it anew says so.
  watcher.on('error', changed);
  return () => {
    clearTimeout(resting);
    watcher.close();
  };
}

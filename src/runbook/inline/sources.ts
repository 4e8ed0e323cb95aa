import type { Source } from './library.ts';

/** Files by the ids of the runbooks in them, which are their names. */
export const runbooksIn = (files: readonly Source[]): ReadonlyMap<string, Source> =>
  new Map(files.map((source) => [/([^/\\]+?)\.ya?ml$/.exec(source.file)?.[1] ?? source.file, source]));

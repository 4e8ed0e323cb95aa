import type { Reported } from './reported.ts';

/** For programs; within a `version` members are only added. */
export const jsonReport = ({ findings, texts }: Reported): string =>
  JSON.stringify({ version: 1, files: [...texts.keys()], findings }, null, 2);

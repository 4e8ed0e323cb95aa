import type { Io } from '#cli/io.ts';

/** A terminal that remembers what was said on it. */
export interface Terminal extends Io {
  readonly said: string[];
  readonly complained: string[];
}

export function createTerminal(stdin = ''): Terminal {
  const said: string[] = [];
  const complained: string[] = [];
  return {
    said,
    complained,
    out: (text) => void said.push(...text.split('\n')),
    err: (text) => void complained.push(...text.split('\n')),
    stdin: async () => stdin,
    interactive: false,
  };
}

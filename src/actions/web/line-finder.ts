import { Failure } from '#domain/failure.ts';

/** A body is somebody else's: what it is matched against is as long as this, so that no match takes longer than a moment. */
const longestLine = 2_000;

/**
 * Finds the first line of a text that matches.
 * @throws Failure `bad-input` for what is no regular expression, repeats a group or repeats twice: those can take for ever
 */
export function lineFinder(source: string): (text: string) => number {
  if (/\)[*+{]/.test(source) || (source.match(/[*+{]/g)?.length ?? 0) > 1)
    throw new Failure('user', 'bad-input', `"${source}" repeats a group, or repeats more than once`);
  const pattern = compiled(source);
  return (text) => {
    let begins = 0;
    for (const line of text.split('\n')) {
      const at = line.slice(0, longestLine).search(pattern);
      if (at >= 0) return begins + at;
      begins += line.length + 1;
    }
    return -1;
  };
}

function compiled(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch (cause) {
    throw new Failure('user', 'bad-input', `"${source}" is no regular expression`, { cause });
  }
}

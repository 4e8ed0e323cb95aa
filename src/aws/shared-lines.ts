import type { LogsRead } from '#actions/ports.ts';

type Lines = LogsRead['lines'];
type Options = Parameters<Lines>[1];

interface Kept {
  readonly at: number;
  readonly group: string;
  readonly asked: Options;
  readonly answer: ReturnType<Lines>;
}

/** Milliseconds in which one question about a log group answers the next: CloudWatch lets few be asked, and lines take about so long to come in. */
const goodFor = 2_000;
const usualLimit = 1_000;

/** Whether the answer to one question holds all lines of another: the newest of a longer time. */
function covers(wide: Options, narrow: Options): boolean {
  const { limit: most = usualLimit } = wide;
  const { limit = usualLimit } = narrow;
  return (
    wide.pattern === narrow.pattern && wide.stream === narrow.stream && wide.since <= narrow.since && most >= limit
  );
}

/**
 * Readers of one log group share what was just read of it.
 * @param now epoch milliseconds
 */
export function shareLines(read: Lines, now: () => number): Lines {
  let kept: readonly Kept[] = [];
  return async (group, asked) => {
    kept = kept.filter(({ at }) => now() - at < goodFor);
    const known = kept.find((each) => each.group === group && covers(each.asked, asked));
    const answer = known?.answer ?? read(group, asked);
    if (!known) {
      const own = { at: now(), group, asked, answer };
      kept = [...kept, own];
      answer.catch(() => {
        kept = kept.filter((each) => each !== own);
      });
    }
    const lines = (await answer).filter(({ at }) => at >= asked.since);
    return lines.slice(-(asked.limit ?? usualLimit));
  };
}

import type { PracticeSlackOptions } from './options.ts';

/** How often something may be done (https://docs.slack.dev/apis/web-api/rate-limits). */
export interface Limits {
  /** One more call. Seconds to wait if it is one too many; then it is not counted. */
  readonly call: (method: string, perMinute: number) => number | undefined;
  /** One more message to this channel. */
  readonly post: (channel: string) => number | undefined;
}

const MINUTE = 60_000;
/** One a second to a channel; Slack says that a short burst is let through, not how long. */
const POSTS = { every: 1_000, burst: 10 };

const UNLIMITED: Limits = { call: () => undefined, post: () => undefined };

const secondsFrom = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

export function createLimits(given: PracticeSlackOptions['limits']): Limits {
  if (given === 'none') return UNLIMITED;
  const now = given ?? (() => performance.now());
  const calls = new Map<string, readonly number[]>();
  /** By channel, when the burst that was used is made up for. */
  const paid = new Map<string, number>();
  return {
    call(method, perMinute) {
      const at = now();
      const recent = (calls.get(method) ?? []).filter((each) => at - each < MINUTE);
      const first = recent[recent.length - perMinute];
      calls.set(method, first === undefined ? [...recent, at] : recent);
      return first === undefined ? undefined : secondsFrom(first + MINUTE - at);
    },
    post(channel) {
      const at = now();
      const until = Math.max(paid.get(channel) ?? 0, at) + POSTS.every;
      const over = until - at - POSTS.burst * POSTS.every;
      if (over > 0) return secondsFrom(over);
      paid.set(channel, until);
      return undefined;
    },
  };
}

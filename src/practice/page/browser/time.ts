const show = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', options).format(at);

/** `08:05`, in the reader's time zone, as everything on the page. */
export const clockTime = (at: number): string => show(at, { hour: '2-digit', minute: '2-digit' });
export const clockTimeWithSeconds = (at: number): string =>
  show(at, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A Slack `ts` in epoch milliseconds. */
export const timeOf = (ts: string): number => Math.floor(Number(ts) * 1000);

const DAY = 24 * 60 * 60_000;
const dayOf = (at: number): string => show(at, { dateStyle: 'short' });

function pretty(at: number, now: number, otherwise: string): string {
  if (dayOf(at) === dayOf(now)) return 'today';
  if (dayOf(at) === dayOf(now - DAY)) return 'yesterday';
  if (dayOf(at) === dayOf(now + DAY)) return 'tomorrow';
  return otherwise;
}

/** `45 s`, `7 min`, `3 h`, `2 d`. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

/**
 * Slack's `<!date^…>` tokens; "today" is the practice clock's.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function slackDate(timestamp: number, format: string, now: number): string {
  const at = timestamp * 1000;
  const short = show(at, { day: 'numeric', month: 'short', year: 'numeric' });
  const long = show(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const written: Readonly<Record<string, string>> = {
    date_num: new Date(at).toISOString().slice(0, 10),
    date: long,
    date_short: short,
    date_long: long,
    date_pretty: pretty(at, now, long),
    date_short_pretty: pretty(at, now, short),
    date_long_pretty: pretty(at, now, long),
    time: clockTime(at),
    time_secs: clockTimeWithSeconds(at),
    ago: at <= now ? `${age(now - at)} ago` : `in ${age(at - now)}`,
  };
  return format.replace(/\{(\w+)\}/g, (token, name: string) => written[name] ?? token);
}

import { type Logger, LogLevel } from '@slack/bolt';

/** Where this side says what went wrong. Never what was said or typed: no payloads, no tokens. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/** Of an error only its message; of anything else nothing, because it may be a payload. */
const saying = (parts: readonly unknown[]): string =>
  parts
    .map((part) => (part instanceof Error ? part.message : typeof part === 'string' ? part : ''))
    .filter((text) => text !== '')
    .join(' ');

/** For Bolt and the SDK, whose lower levels print whole payloads. */
export const forSlack = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (...parts: readonly unknown[]) => log.warn(saying(parts)),
  error: (...parts: readonly unknown[]) => log.error(saying(parts)),
  setLevel: () => undefined,
  getLevel: () => LogLevel.WARN,
  setName: () => undefined,
});

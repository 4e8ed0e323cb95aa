import { type Logger, LogLevel } from '@slack/bolt';
import type { Log as EngineLog } from '#engine/parts.ts';

/** Where this side says what went wrong. Never what was said or typed: no payloads, no tokens. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

/** The bot's own log, in which this side is told apart from the engine. */
export const logOf = (log: EngineLog): Log => ({
  info: (text) => log('info', text, { of: 'slack' }),
  warn: (text) => log('warn', text, { of: 'slack' }),
  error: (text) => log('error', text, { of: 'slack' }),
});

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

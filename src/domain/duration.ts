import { Failure } from './failure.ts';

const unit: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** `45s`, `10m`, `2h` → milliseconds. */
export function parseDuration(text: string): number {
  const match = /^([1-9]\d*|0)([smh])$/.exec(text);
  const factor = unit[match?.[2] ?? ''];
  if (!match || factor === undefined)
    throw new Failure('user', 'not-a-duration', `"${text}" is not a duration like 45s, 10m or 2h`);
  return Number(match[1]) * factor;
}

/** Milliseconds → the two largest units a person needs: `45 s`, `6 min 12 s`, `2 h 5 min`. */
export function sayDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
}

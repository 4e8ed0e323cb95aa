import type { JsonObject } from '#domain/json.ts';
import { invalid } from '../refusal.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** The part of a list that an opaque token points to; the token is the offset, in base64. */
export function page<T>(items: readonly T[], size: number, token: string | undefined): Page<T> {
  const offset = token === undefined ? 0 : offsetOf(token);
  const end = offset + size;
  return { items: items.slice(offset, end), next: end < items.length ? tokenOf(end) : undefined };
}

export const tokenOf = (offset: number): string => Buffer.from(`offset:${offset}`).toString('base64url');

export function offsetOf(token: string): number {
  const offset = /^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw invalid('Invalid token.');
  return Number(offset);
}

/** Nothing, or the token under the name that the service uses. */
export const withToken = (name: string, next: string | undefined): JsonObject =>
  next === undefined ? {} : { [name]: next };

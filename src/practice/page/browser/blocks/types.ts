import type { Json } from '#domain/json.ts';

/** A block or an element as the bot sent it; the practice Slack has checked its shape before it came here. */
export type Part = Readonly<Record<string, Json>>;

export const isPart = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const partsOf = (value: Json | undefined): readonly Part[] => (Array.isArray(value) ? value.filter(isPart) : []);

/** The characters of a text object. */
export const wordsOf = (value: Json | undefined): string => (isPart(value) ? String(value['text'] ?? '') : '');

/** Where a click goes: a message, or an open modal. */
export type Target = { readonly ts: string } | { readonly viewId: string };

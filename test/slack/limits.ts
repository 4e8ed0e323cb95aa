import { expect } from '@jest/globals';
import type { HomeView, ModalView } from '@slack/types';
import { isObject } from '#domain/json.ts';
import { checkBlocks, checkView } from '#practice/slack/blocks/check-blocks.ts';
import type { Message } from '#slack/views/blocks.ts';

/** Every text of a drawn view that Slack reads as markup. */
function markupIn(drawn: unknown): readonly string[] {
  if (Array.isArray(drawn)) return drawn.flatMap(markupIn);
  if (!isObject(drawn)) return [];
  if (drawn['type'] === 'mrkdwn' && typeof drawn['text'] === 'string') return [drawn['text']];
  return Object.values(drawn).flatMap(markupIn);
}

const OURS = /<(@[A-Z0-9]+|!subteam\^[A-Z0-9]+|!date\^\d+\^[^|<>]+\|[^|<>]+|https?:\/\/[^|<>\s]+\|[^<>]*)>/g;

/** Nothing but our own mentions, dates and links is left of what Slack would act on, and nothing hides or reorders text. */
function expectEscaped(markup: string): void {
  expect(markup).not.toMatch(/U66EVIL>|<!channel/);
  const rest = markup.replace(OURS, '');
  expect(rest).not.toMatch(/[<]|&(?!amp;|lt;|gt;)/);
  expect(rest.replace(/^> /gm, '')).not.toMatch(/>/);
  expect(markup).not.toMatch(/(?![\n\u2068\u2069])[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(markup.replace(/`[^`]*`/g, '')).not.toMatch(/\*bold\*|_slanted_|~struck~|:tada:/);
}

export function expectSendable(message: Message): void {
  expect(checkBlocks(message.blocks, 'message')).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(8_000);
  expect(message.text.length).toBeGreaterThan(10);
  for (const markup of [message.text, ...markupIn(message.blocks)]) expectEscaped(markup);
}

export function expectOpenable(view: ModalView | HomeView): void {
  expect(checkView(view, view.type)).toEqual([]);
  expect(JSON.stringify(view).length).toBeLessThan(250_000);
  for (const markup of markupIn(view)) expectEscaped(markup);
}

/**
 * Text in Slack's markup, ready to be sent. Blocks and messages take nothing else, and only this file makes it,
 * so whatever people or AWS wrote is escaped once (https://docs.slack.dev/messaging/formatting-message-text#escaping).
 */
export interface Mrkdwn {
  readonly mrkdwn: string;
}

export type Part = string | number | Mrkdwn;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack has no escape for its own marks; these look the same and mean nothing. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', ':': '꞉' };

/** Addresses are left whole, so that Slack links them; an underline or an emoji's colon inside a word is no mark. */
const MARKS = /https?:\/\/\S+|[*~`]|(?<![\p{L}\p{N}])(?:_|:(?=[\w+'-]+:))/gu;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const raw = (mrkdwn: string): Mrkdwn => ({ mrkdwn });
export const nothing: Mrkdwn = raw('');
const withEntities = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Without what hides or reorders other text: control characters, direction overrides, invisible ones, halves of pairs. */
export const clean = (text: string): string => text.replace(/(?![\n\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ');

/** On one line; a right-to-left text is isolated, so that it cannot reorder what stands beside it. */
export function oneLine(text: string): string {
  const line = clean(text).replace(/\s+/g, ' ').trim();
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

const escaped = (text: string): string => withEntities(text).replace(MARKS, (mark) => LOOKALIKES[mark] ?? mark);
const written = (part: Part): string => (typeof part === 'object' ? part.mrkdwn : escaped(oneLine(String(part))));

/** A template whose plain parts become one escaped line each. */
export const md = (texts: TemplateStringsArray, ...parts: readonly Part[]): Mrkdwn =>
  raw(texts.map((text, index) => text + (index < parts.length ? written(parts[index] ?? '') : '')).join(''));

/** Escaped, with its lines kept. */
export const paragraph = (text: string): Mrkdwn => raw(clean(text).split('\n').map(escaped).join('\n'));

/** Words of the engine for one person, in which a channel stands as `<#C…>`: the one sign of Slack's that is harmless whoever wrote it. */
export const spoken = (text: string): Mrkdwn =>
  raw(paragraph(text).mrkdwn.replace(/&lt;#([CG][A-Z0-9]+)&gt;/g, '<#$1>'));

export const quote = (text: Mrkdwn): Mrkdwn => raw(text.mrkdwn.replace(/^/gm, '> '));

export const code = (text: string): Mrkdwn =>
  text === '' ? raw('') : raw(`\`${withEntities(oneLine(text)).replaceAll('`', 'ˋ')}\``);

export const joined = (parts: readonly Mrkdwn[], by: string): Mrkdwn =>
  raw(
    parts
      .map(({ mrkdwn }) => mrkdwn)
      .filter((text) => text !== '')
      .join(by),
  );

const ID = /^[A-Z0-9]{2,}$/;

/** A mention, by the id of a person; the name, where the id is not one of Slack's. */
export const mention = ({ id, name }: { readonly id: string; readonly name: string }): Mrkdwn =>
  ID.test(id) ? raw(`<@${id}>`) : md`@${name}`;

export const mentionGroup = (id: string, name: string): Mrkdwn =>
  ID.test(id) ? raw(`<!subteam^${id}>`) : md`@${name}`;

/** Only web addresses become links. */
export const link = (url: string, title: string): Mrkdwn =>
  /^https?:\/\/[^\s|<>]+$/.test(url) ? raw(`<${withEntities(url)}|${escaped(oneLine(title))}>`) : md`${title}`;

/** Shown in the reader's own time zone; `fallback` where Slack cannot. */
export const date = (ms: number, format: string, fallback: string): Mrkdwn =>
  raw(`<!date^${Math.floor(ms / 1_000)}^${format}|${fallback}>`);

/** Cut to at most `most` characters, whole ones. */
export const cut = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, Math.max(0, most - 1))
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`;

/** Cut without leaving half an entity or half a mention behind. */
export const cutMarkup = ({ mrkdwn }: Mrkdwn, most: number): Mrkdwn =>
  raw(
    mrkdwn.length <= most
      ? mrkdwn
      : `${mrkdwn
          .slice(0, most - 1)
          .replace(/(?:&[a-z]*|<[^>]*|[\uD800-\uDBFF])$/, '')
          .trimEnd()}…`,
  );

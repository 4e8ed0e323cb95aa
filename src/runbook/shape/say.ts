import { isObject, type JsonObject } from '#domain/json.ts';
import { lastOf, parentOf } from '../yaml/pointer.ts';

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
};

/** What a schema expects, as it stands in a sentence: its title, else its type. */
export function sayExpected(schema: JsonObject | undefined): string {
  if (!schema) return '';
  if (typeof schema['title'] === 'string') return schema['title'];
  if (Array.isArray(schema['enum'])) return schema['enum'].map(String).join(' or ');
  const types = [schema['type'] ?? []].flat();
  if (types.length === 0 && Array.isArray(schema['anyOf'])) return schema['anyOf'].map(sayExpected).join(' or ');
  if (isObject(schema['items']) && types[0] === 'array')
    return `a list (each ${sayExpected(schema['items'] as JsonObject)})`;
  return types.map((type) => kinds[String(type)] ?? String(type)).join(' or ');
}

/** A value as the author wrote it, short enough for a sentence. */
export function sayValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  if (typeof value !== 'string') return String(value);
  const line = value.replace(/\s+/g, ' ');
  return line.length > 40 ? `"${line.slice(0, 37)}…"` : `"${line}"`;
}

/** What stands at a place, as the subject of a sentence. */
export function saySubject(at: string): string {
  if (at === '') return 'the file';
  const last = lastOf(at);
  return /^\d+$/.test(last) ? `item ${Number(last) + 1} of \`${lastOf(parentOf(at))}\`` : `\`${last}\``;
}

const units: Readonly<Record<string, string>> = { Items: 'entries', Length: 'characters', Properties: 'keys' };

/** What a limit of size demands, by JSON Schema's keyword; nothing for other keywords. */
export function saySize(keyword: string, limit: number, value: unknown): string | undefined {
  if (keyword === 'uniqueItems') return 'holds the same entry twice';
  const [, bound, what = ''] = /^(min|max)(Items|Length|Properties)$/.exec(keyword) ?? [];
  if (bound === undefined) return undefined;
  if (bound === 'min' && limit === 1) return 'is empty';
  if (what === 'Properties' && limit === 1) return 'takes one key, not several';
  return `has at ${bound === 'min' ? 'least' : 'most'} ${limit} ${units[what]}, this has ${sizeOf(value)}`;
}

const sizeOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(value ?? {}).length;

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

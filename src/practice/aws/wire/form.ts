import type { Json, JsonObject } from '#domain/json.ts';

/** A query request's body: `Tags.member.1.Key=run` becomes `{ Tags: [{ Key: 'run' }] }`. Every value is a text; an empty list is an empty text. */
export function parseForm(body: string): JsonObject {
  const root: Tree = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let node = root;
    for (const key of keys) {
      const next = node[key];
      const child = typeof next === 'object' ? next : {};
      node[key] = child;
      node = child;
    }
    node[last] = value;
  }
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, plain(value)]));
}

interface Tree {
  [key: string]: string | Tree;
}

function plain(value: string | Tree): Json {
  if (typeof value === 'string') return value;
  const { member } = value;
  if (typeof member === 'object') return Object.values(member).map(plain);
  // EC2 counts its lists without the word: `NetworkInterfaceId.1=eni-0a`.
  if (Object.keys(value).every((key) => /^\d+$/.test(key))) return Object.values(value).map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}

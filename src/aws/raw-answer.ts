import { isObject } from '#domain/json.ts';

interface Answered {
  readonly response: unknown;
}
type Handler = (args: unknown) => Promise<Answered>;

/** A command of the SDK, as far as this needs one. */
interface Command {
  readonly middlewareStack: {
    add(middleware: (next: Handler) => Handler, options: { step: 'deserialize'; priority: 'low' }): void;
  };
}

/**
 * Lets the text of the command's answer be read besides what the SDK makes of it: of what it does not know it hands on nothing.
 * @returns the last answer's text
 */
export function keepRaw(command: { readonly middlewareStack: unknown }): () => string {
  let text = '';
  const keep = (next: Handler) => async (args: unknown) => {
    const answer = await next(args);
    const response = answer.response as { body: AsyncIterable<Uint8Array> };
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    text = body.toString();
    return { ...answer, response: Object.assign(response, { body }) };
  };
  (command as Command).middlewareStack.add(keep, { step: 'deserialize', priority: 'low' });
  return () => text;
}

/** Paths of members that `sent` has and `known` lacks. */
export function lostPaths(sent: unknown, known: unknown, at = ''): readonly string[] {
  if (Array.isArray(sent)) {
    const items: readonly unknown[] = Array.isArray(known) ? known : [];
    return sent.flatMap((item, n) => lostPaths(item, items[n], below(at, `${n}`)));
  }
  if (!isObject(sent)) return [];
  const members = isObject(known) ? known : {};
  return Object.entries(sent).flatMap(([key, member]) => {
    if (member === null) return [];
    return members[key] === undefined ? [below(at, key)] : lostPaths(member, members[key], below(at, key));
  });
}

const below = (at: string, key: string): string => (at === '' ? key : `${at}.${key}`);

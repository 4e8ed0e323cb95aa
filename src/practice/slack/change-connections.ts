import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import type { Connections } from './connections.ts';
import { unfolded } from './json-object.ts';
import { readBody } from './read-body.ts';

type Said = Readonly<Record<string, unknown>>;

/** What can be done to the bots' connections, by name. */
const CHANGES: Readonly<Record<string, (connections: Connections, said: Said) => void>> = {
  refresh: ({ disconnect }, { which }) => disconnect('refresh_requested', { which: which === 'one' ? 'one' : 'all' }),
  warn: ({ disconnect }, { which }) => disconnect('warning', { which: which === 'one' ? 'one' : 'all' }),
  cut: ({ cut }) => cut(),
  mute: ({ mute }) => mute(),
  garble: ({ say }) => say('{"envelope_id":"garbled","type":'),
};

/** POST /slack/connections: `{ do: 'refresh', which: 'all' }`. Answers how many connections there were. */
export async function changeConnections(
  connections: Connections,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const said = unfolded(await readBody(request));
  const change = isObject(said) ? CHANGES[String(said['do'])] : undefined;
  if (!isObject(said) || !change)
    throw new Failure('user', 'bad-request', `Say one of ${Object.keys(CHANGES).join(', ')}.`);
  const count = connections.count();
  change(connections, said);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, connections: count }));
}

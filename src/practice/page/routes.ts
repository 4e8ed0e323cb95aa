import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import { unfolded } from '#practice/slack/json-object.ts';
import { readBody } from '#practice/slack/read-body.ts';
import { type Bundle, bundlePage, HTML } from './bundle.ts';
import { perform } from './doings.ts';
import { createStreams } from './events.ts';
import type { World } from './ports.ts';
import { pageState } from './state.ts';

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const send = (response: ServerResponse, type: string, body: string): void => {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
};

const sendJson = (response: ServerResponse, value: unknown): void =>
  send(response, 'application/json', JSON.stringify(value));

const readJson = async (request: IncomingMessage): Promise<unknown> => unfolded(await readBody(request));

async function commandBot({ bot }: World, said: unknown): Promise<void> {
  const wanted = isObject(said) ? said['do'] : undefined;
  if (!bot) throw new Failure('user', 'no-bot-control', 'The bot was not started from here.');
  if (wanted === 'kill') return bot.kill();
  if (wanted === 'start') return bot.start();
  throw new Failure('user', 'bad-request', 'Say "kill" or "start".');
}

/** The page's own addresses, by method and path. */
export function pageRoutes(world: World): Readonly<Record<string, Route>> {
  const streams = createStreams(world);
  let bundling: Promise<Bundle> | undefined;
  const bundle = (): Promise<Bundle> => {
    bundling ??= bundlePage();
    return bundling;
  };
  return {
    'GET /': (_, response) => send(response, 'text/html', HTML),
    'GET /page.js': async (_, response) => send(response, 'text/javascript', (await bundle()).script),
    'GET /page.css': async (_, response) => send(response, 'text/css', (await bundle()).style),
    'GET /page/state': ({ url = '' }, response) =>
      sendJson(response, pageState(world, new URL(url, 'http://practice').searchParams.get('as'))),
    'GET /page/file': ({ url = '' }, response) => {
      const bytes = world.slack.file(new URL(url, 'http://practice').searchParams.get('id') ?? '');
      if (!bytes) throw new Failure('user', 'no-such-file', 'There is no such file.');
      response.writeHead(200, { 'content-type': 'image/png', 'x-content-type-options': 'nosniff' }).end(bytes);
    },
    'GET /page/events': streams.open,
    // Everything that the bot ever sent to Slack, also what it has overwritten since: for tests and the curious.
    'GET /page/sent': (_, response) => sendJson(response, world.slack.payloads()),
    'POST /page/do': async (request, response) => {
      sendJson(response, await perform(world, await readJson(request)));
      streams.tell();
    },
    'POST /page/bot': async (request, response) => {
      await commandBot(world, await readJson(request));
      sendJson(response, { ok: true });
    },
  };
}

import type { WebRead } from '#actions/ports/web-read.ts';
import type { Environment } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import { ask } from './ask.ts';
import { openSocket } from './open-socket.ts';
import { type WebSettings, wayTo } from './way.ts';

const protocols = { web: ['http:', 'https:'], socket: ['ws:', 'wss:'] } as const;

/** @throws Failure `bad-url` */
function parse(text: string, kind: keyof typeof protocols): URL {
  const url = URL.parse(text);
  const known: readonly string[] = protocols[kind];
  if (!url || !known.includes(url.protocol))
    throw new Failure('user', 'bad-url', `"${text}" is no address that begins with ${known.join('// or ')}//`);
  if (url.username || url.password)
    throw new Failure('user', 'bad-url', 'An address holds no name and no password: a header does.');
  return url;
}

const sentences: Readonly<Record<string, string>> = {
  ABORT_ERR: 'no answer in time',
  TimeoutError: 'no answer in time',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was broken off',
  ENOTFOUND: 'the name has no address',
  EAI_AGAIN: 'the name could not be looked up',
};

/** What a host did instead of answering, in words; a judgement of ours is thrown on. */
function whyNot(thrown: unknown): string {
  if (thrown instanceof Failure || !isObject(thrown)) throw thrown;
  const known = [thrown['code'], thrown['name']].map((key) => sentences[String(key)]).find(Boolean);
  return known ?? String(thrown['message']);
}

/** Rejects once the time is over, whatever a look-up of a name still does. */
async function within<T>(signal: AbortSignal, asked: Promise<T>): Promise<T> {
  const over = Promise.withResolvers<never>();
  const stop = () => over.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([asked, over.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The web as checks of this environment may see it: the hosts that stepward.yml lists, at addresses that are no back door. */
export function readWeb(environment: Pick<Environment, 'id' | 'web'>, settings: WebSettings = {}): WebRead {
  return {
    async get(text, options) {
      const url = parse(text, 'web');
      const signal = AbortSignal.timeout(options.timeout);
      try {
        const way = await within(signal, wayTo(url, environment, settings));
        return await within(signal, ask(way, url, options, signal));
      } catch (thrown) {
        return { failed: whyNot(thrown) };
      }
    },
    async open(text, options) {
      const url = parse(text, 'socket');
      const signal = AbortSignal.timeout(options.timeout);
      try {
        const way = await within(signal, wayTo(url, environment, settings));
        return await openSocket(way, url, options, signal);
      } catch (thrown) {
        return { opened: false, messages: 0, failed: whyNot(thrown) };
      }
    },
  };
}

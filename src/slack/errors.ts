import { type App, MultipleListenerError, UnknownError } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { asFailure, type Failure, type FailureKind, forPeople } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import { ephemeral, saying } from './interaction.ts';
import type { Log } from './log.ts';
import { slackCode, slackFailure } from './trouble.ts';

/** What the person reads; the log has the cause under the same reference. */
const WORDS: Readonly<Record<FailureKind, (failure: Failure, reference: string) => string>> = {
  user: forPeople,
  refused: forPeople,
  transient: (failure, reference) => `${forPeople(failure)} Try again in a moment. (${reference})`,
  bug: (_, reference) => `Internal error. Nothing more was done. (${reference})`,
};

/** Bolt wraps what a listener throws. */
function unwrapped(thrown: unknown): unknown {
  if (thrown instanceof MultipleListenerError) return unwrapped(thrown.originals[0]);
  if (thrown instanceof UnknownError) return unwrapped(thrown.original);
  return thrown;
}

/** A form that has been drawn anew meanwhile: the later drawing holds. */
const isOvertaken = (thrown: unknown): boolean => slackCode(thrown) === 'hash_conflict';

type Body = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

/** Where a form came from stands in what came back with it. */
function originOf(body: Body): unknown {
  const metadata = text(member(body['view'], 'private_metadata'));
  return metadata ? JSON.parse(metadata) : undefined;
}

async function tell(client: WebClient, body: Body, words: string): Promise<void> {
  const thread = text(member(body['message'], 'thread_ts'));
  const url = text(body['response_url']);
  if (url) {
    const headers = { 'content-type': 'application/json' };
    await fetch(url, { method: 'POST', headers, body: JSON.stringify(saying(words, thread)) });
    return;
  }
  const user = text(member(body['user'], 'id'));
  const channel = text(member(originOf(body), 'channel'));
  if (user && channel) await client.chat.postEphemeral(ephemeral(words, { user, channel }));
}

const causes = (thrown: unknown): string =>
  thrown instanceof Error
    ? [thrown.stack ?? thrown.message, thrown.cause && causes(thrown.cause)].filter(Boolean).join('\ncaused by ')
    : String(thrown);

/** The one place where what a listener threw becomes words for the person and a line in the log. Needs `extendedErrorHandler`. */
export function answerErrors(app: App, { client, logger }: { readonly client: WebClient; readonly logger: Log }): void {
  app.error(async ({ error, body }: { readonly error: Error; readonly body: unknown }) => {
    const thrown = unwrapped(error);
    if (isOvertaken(thrown)) return;
    const failure = asFailure(slackFailure(thrown));
    const reference = crypto.randomUUID().slice(0, 8);
    if (failure.kind === 'bug' || failure.kind === 'transient')
      logger.error(`${reference} ${failure.code}: ${causes(failure)}`);
    try {
      await tell(client, isObject(body) ? body : {}, WORDS[failure.kind](failure, reference));
    } catch (untold) {
      logger.warn(`${reference} could not be told to the person: ${causes(untold)}`);
    }
  });
}

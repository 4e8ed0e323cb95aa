import type { WebClient } from '@slack/web-api';
import type { RunView } from '#domain/run-view.ts';
import type { Features } from './features.ts';
import { findPosted } from './find-posted.ts';
import type { Letter, Place } from './letter.ts';
import type { Log } from './log.ts';
import { DELETED, FIXED, NO_THREAD, UNDRAWABLE } from './remedy.ts';
import { isRefusal, slackCode } from './trouble.ts';
import { upload } from './upload.ts';
import type { Message } from './views/blocks.ts';
import { captionOf } from './views/caption.ts';
import { movedMessage } from './views/moved.ts';
import type { Names } from './views/names.ts';

export interface ShowParts {
  readonly client: WebClient;
  readonly features: Features;
  readonly logger: Log;
  names(): Names;
  /** A run's timeline as a PNG; nothing is shown of it where it is left out. */
  picture?(run: RunView): Promise<Uint8Array<ArrayBuffer>>;
}

/** What Slack has made of a letter, or at which call it refused. `absent`: it stands nowhere for certain. */
export type Shown =
  | { readonly kind: 'shown'; readonly place: Place }
  | {
      readonly kind: 'failed';
      readonly at: 'find' | 'post' | 'update';
      readonly thrown: unknown;
      readonly absent: boolean;
    };

const failed = (at: 'find' | 'post' | 'update', thrown: unknown): Shown => ({
  kind: 'failed',
  at,
  thrown,
  absent: at === 'post' && isRefusal(thrown),
});

/** Sends the fullest draft that Slack takes. */
async function fullest<T>([draft, ...plainer]: Letter['drafts'], send: (message: Message) => Promise<T>): Promise<T> {
  try {
    return await send(draft());
  } catch (thrown) {
    const [next, ...rest] = plainer;
    if (!next || !UNDRAWABLE.has(slackCode(thrown) ?? '')) throw thrown;
    return fullest([next, ...rest], send);
  }
}

async function post(parts: ShowParts, letter: Letter, thread: Place | undefined): Promise<Shown> {
  const where = thread ? { channel: thread.channel, thread_ts: thread.ts } : { channel: letter.channel };
  const metadata = { event_type: 'stepward', event_payload: { intent: letter.intent } };
  const quiet = { unfurl_links: false, unfurl_media: false };
  try {
    await letter.tried();
    const said = await fullest(letter.drafts, ({ text, blocks }) =>
      parts.client.chat.postMessage({ ...where, ...quiet, text, blocks: [...blocks], metadata }),
    );
    return { kind: 'shown', place: { channel: said.channel ?? where.channel, ts: said.ts ?? '' } };
  } catch (thrown) {
    if (thread && NO_THREAD.has(slackCode(thrown) ?? '')) return post(parts, letter, undefined);
    return failed('post', thrown);
  }
}

/** What was answered to a deleted message is still there, and reads where the run goes on. */
async function leadOn({ client, names, logger }: ShowParts, from: Place, to: Place): Promise<void> {
  const { text, blocks } = movedMessage(names().message(to, 'here'));
  try {
    await client.chat.postMessage({ channel: from.channel, thread_ts: from.ts, text, blocks: [...blocks] });
  } catch (thrown) {
    logger.info(`Nothing is left of the thread of a deleted message (${slackCode(thrown) ?? 'no answer'}).`);
  }
}

async function postAnew(parts: ShowParts, letter: Letter, gone: Place): Promise<Shown> {
  const shown = await post(parts, letter, letter.thread);
  if (shown.kind === 'shown' && letter.standing !== undefined) await leadOn(parts, gone, shown.place);
  return shown;
}

async function update(
  parts: ShowParts,
  letter: Letter,
  { at, isMinor }: { readonly at: Place; readonly isMinor: boolean },
): Promise<Shown> {
  try {
    await fullest(letter.drafts, ({ text, blocks }) => parts.client.chat.update({ ...at, text, blocks: [...blocks] }));
    return { kind: 'shown', place: at };
  } catch (thrown) {
    const code = slackCode(thrown) ?? '';
    if (FIXED.has(code) && isMinor) return { kind: 'shown', place: at };
    if (code === DELETED || FIXED.has(code)) return postAnew(parts, letter, at);
    return failed('update', thrown);
  }
}

/** Looks for what may have been posted. Without the scope for it there is no way to know. */
async function found({ client, features, logger }: ShowParts, letter: Letter): Promise<Place | undefined> {
  const unknown = (): undefined => {
    logger.warn(
      `It is not known whether ${letter.intent} was posted, so it may stand there twice: see channels:history.`,
    );
  };
  if (!features.can('find-posted')) return unknown();
  try {
    return await findPosted(client, letter);
  } catch (thrown) {
    if (slackCode(thrown) !== 'missing_scope') throw thrown;
    await features.refresh();
    return unknown();
  }
}

/** Once, as far as anybody knows: a picture is not worth being shown twice, and nothing hangs on it. */
async function share(parts: ShowParts, letter: Letter, run: RunView): Promise<Shown> {
  const { client, features, picture } = parts;
  const { thread } = letter;
  const done: Shown = { kind: 'shown', place: { channel: letter.channel, ts: 'picture' } };
  if (!picture || !thread || letter.isInDoubt || !features.can('upload') || !run.receipt?.timeline.length) return done;
  try {
    const png = await picture(run);
    await letter.tried();
    await upload(client, { channel: thread.channel, thread: thread.ts, png, ...captionOf(run) });
    return done;
  } catch (thrown) {
    return failed('post', thrown);
  }
}

/** Posts the letter or writes it anew, in place. `isMinor`: not worth a new message where the old one cannot be changed. */
export async function show(parts: ShowParts, letter: Letter, isMinor: boolean): Promise<Shown> {
  if (letter.picture) return share(parts, letter, letter.picture);
  let at = letter.at;
  try {
    if (letter.isInDoubt) at = (await found(parts, letter)) ?? at;
  } catch (thrown) {
    return failed('find', thrown);
  }
  return at ? update(parts, letter, { at, isMinor }) : post(parts, letter, letter.thread);
}

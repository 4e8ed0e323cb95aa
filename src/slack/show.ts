import type { WebClient } from '@slack/web-api';
import { Failure } from '#domain/failure.ts';
import type { Drawing } from '#engine/api.ts';
import { slackCode } from './trouble.ts';
import type { Message } from './views/blocks.ts';
import { drawCard } from './views/card.ts';
import { drawEnded } from './views/ended.ts';
import type { Names } from './views/names.ts';
import { drawPlainRoot, drawRoot } from './views/root.ts';

export interface Place {
  readonly channel: string;
  readonly ts: string;
}

const nothingToDraw = ({ row }: Drawing): Failure =>
  new Failure('bug', 'nothing-to-draw', `Message ${row.purpose} of run ${row.run} has nothing to show.`);

function draw(drawing: Drawing, names: Names): Message {
  const { row, view, card } = drawing;
  if (row.kind === 'root') return drawRoot(view);
  if (row.kind === 'ended' && view.receipt) return drawEnded(view, view.receipt);
  if (card) return drawCard(view, card, names);
  throw nothingToDraw(drawing);
}

/** By this a message is found again when it is not known whether it was posted. */
const metadataOf = ({ row }: Drawing) => ({
  event_type: 'stepward',
  event_payload: { intent: `${row.run}:${row.purpose}` },
});

/** The run's own message, and what a runbook tells another channel, stand by themselves. */
export const inThread = ({ kind }: Drawing['row']): boolean => kind !== 'root' && kind !== 'notice';

async function post(client: WebClient, drawing: Drawing, { text, blocks }: Message): Promise<Place> {
  const { row, root } = drawing;
  const where = !inThread(row) || !root ? { channel: drawing.channel } : { channel: root.channel, thread_ts: root.ts };
  const quiet = { unfurl_links: false, unfurl_media: false };
  const said = await client.chat.postMessage({
    ...where,
    ...quiet,
    text,
    blocks: [...blocks],
    metadata: metadataOf(drawing),
  });
  return { channel: said.channel ?? where.channel, ts: said.ts ?? '' };
}

/** Somebody deleted the message, or it can no longer be edited. */
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

async function write(client: WebClient, drawing: Drawing, message: Message): Promise<Place> {
  const { channel, ts } = drawing.row;
  if (channel === undefined || ts === undefined) return post(client, drawing, message);
  try {
    await client.chat.update({ channel, ts, text: message.text, blocks: [...message.blocks] });
    return { channel, ts };
  } catch (thrown) {
    if (GONE.has(slackCode(thrown) ?? '')) return post(client, drawing, message);
    throw thrown;
  }
}

/** Posts the message or writes it anew, in place. A workspace that does not take the plan block gets the steps as lines. */
export async function show(client: WebClient, drawing: Drawing, names: Names): Promise<Place> {
  try {
    return await write(client, drawing, draw(drawing, names));
  } catch (thrown) {
    if (drawing.row.kind !== 'root' || slackCode(thrown) !== 'invalid_blocks') throw thrown;
    return write(client, drawing, drawPlainRoot(drawing.view));
  }
}

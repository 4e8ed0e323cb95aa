import { Failure } from '#domain/failure.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Announcements, Drawing, Messages, Tried } from '#engine/api.ts';
import type { AnnouncementRow } from '#engine/message-rows.ts';
import { announcementMessage } from './views/announcement.ts';
import { bare } from './views/bare.ts';
import type { Message } from './views/blocks.ts';
import { drawCard } from './views/card.ts';
import { drawEnded } from './views/ended.ts';
import type { Names } from './views/names.ts';
import { drawPlainRoot, drawRoot } from './views/root.ts';

export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** Something that shall stand in Slack, of a run or of none, and to whom it is said what became of it. */
export interface Letter {
  /** The same for the same message always; it stands in the message's metadata. */
  readonly intent: string;
  /** Letters of one sender are delivered one after another: a run, or the letter itself. */
  readonly sender: string;
  readonly channel: string;
  /** The message in whose thread it belongs. */
  readonly thread?: Place;
  /** Where it stands already. */
  readonly at?: Place;
  /** Somebody began to post it and nobody knows whether it stands there. */
  readonly isInDoubt: boolean;
  /** Epoch milliseconds of Slack's clock: it was not posted before. */
  readonly since: number;
  /** Of a run's own message: how the run stands, without how far the current step has come. */
  readonly standing?: string;
  /** Nothing comes after it. */
  readonly isLast: boolean;
  /** It is no text but the picture of this run's timeline. */
  readonly picture?: RunView;
  /** The fullest first; each of the others for a Slack that does not take the one before it. */
  readonly drafts: readonly [() => Message, ...(() => Message)[]];
  tried(): Promise<void>;
  posted(at: Place): Promise<void>;
  failed(retryIn: number, tried?: Tried): Promise<void>;
}

/** The run's own message, and what a runbook or a broken glass tells another channel, stand by themselves. */
const inThread = ({ kind }: Drawing['row']): boolean => kind !== 'root' && kind !== 'notice' && kind !== 'break-glass';

const standingOf = ({ phase, halting, steps }: Drawing['view']): string =>
  [phase, halting, ...steps.map(({ status }) => status)].join();

function draw({ row, view, card }: Drawing, names: Names): Message {
  if (row.kind === 'root') return drawRoot(view);
  if (row.kind === 'ended' && view.receipt) return drawEnded(view, view.receipt);
  if (card) return drawCard(view, card, names);
  throw new Failure('bug', 'nothing-to-draw', `Message ${row.purpose} of run ${row.run} has nothing to show.`);
}

const placeOf = ({ channel, ts }: Drawing['row']): { readonly at?: Place } =>
  channel !== undefined && ts !== undefined ? { at: { channel, ts } } : {};

export function letterOf(drawing: Drawing, messages: Messages, names: Names): Letter {
  const { row, view, root } = drawing;
  const full = () => draw(drawing, names);
  return {
    intent: `${row.run}:${row.purpose}`,
    sender: row.run,
    channel: drawing.channel,
    ...(inThread(row) && root ? { thread: root } : {}),
    ...placeOf(row),
    isInDoubt: row.triedAt !== undefined,
    since: row.raisedAt,
    ...(row.kind === 'root' ? { standing: standingOf(view) } : {}),
    isLast: view.endedAt !== undefined,
    ...(row.kind === 'picture' ? { picture: view } : {}),
    drafts: [full, ...(row.kind === 'root' ? [() => drawPlainRoot(view)] : []), () => bare(full())],
    tried: () => messages.tried(drawing),
    posted: (at) => messages.posted(drawing, at),
    failed: (retryIn, tried) => messages.failed(drawing, retryIn, tried),
  };
}

export function announced(row: AnnouncementRow, announcements: Announcements): Letter {
  const full = () => announcementMessage(row.facts);
  return {
    intent: row.key,
    sender: row.key,
    channel: row.channel,
    isInDoubt: row.triedAt !== undefined,
    since: row.raisedAt,
    isLast: true,
    drafts: [full, () => bare(full())],
    tried: () => announcements.tried(row),
    posted: (at) => announcements.posted(row, at),
    failed: (retryIn, tried) => announcements.failed(row, retryIn, tried),
  };
}

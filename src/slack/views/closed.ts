import type { CardView, Closed } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { fitting, type Message, message, section } from './blocks.ts';
import { footer, headline, people, where } from './card-parts.ts';
import { changeLines } from './change-lines.ts';
import { code, cut, joined, type Mrkdwn, md, mention, nothing, quote } from './mrkdwn.ts';
import { exactTime } from './times.ts';

interface Words {
  readonly title: string;
  /** `approved` by @bob at 08:05. */
  readonly verb: string;
}

const WORDS: Readonly<Record<Closed['how'], Words>> = {
  approved: { title: 'Approved', verb: 'approved' },
  rejected: { title: 'Rejected', verb: 'rejected' },
  expired: { title: 'Expired', verb: 'expired' },
  done: { title: 'Done', verb: 'marked done' },
  chosen: { title: 'Chosen', verb: 'chosen' },
  'rolled-back': { title: 'Rolled back from here', verb: 'rolled back' },
  failed: { title: 'It failed', verb: 'marked failed' },
  retried: { title: 'Retried', verb: 'retried' },
  'looked-again': { title: 'Looked again', verb: 'looked at again' },
  'said-applied': { title: 'It happened', verb: 'said to have happened' },
  'said-not-applied': { title: 'It did not happen', verb: 'said not to have happened' },
  skipped: { title: 'Skipped', verb: 'skipped' },
  stopped: { title: 'Stopped', verb: 'stopped' },
  void: { title: 'Void, it changed since it was shown', verb: 'void' },
  over: { title: 'No longer needed', verb: 'closed' },
  'broke-glass': { title: 'Approved alone', verb: 'approved alone' },
  reviewed: { title: 'Reviewed', verb: 'reviewed' },
};

/** Slower than usual, and then it was done or failed: the cards after it say which. */
const wentOn: Words = { title: 'Was slower than usual', verb: 'over' };

/** What the card had said, kept for those who read later. */
function gist(card: CardView, room: number): Mrkdwn {
  switch (card.kind) {
    case 'approval':
      return changeLines(card.plans, Math.min(room, 100));
    case 'held':
    case 'unclear':
      return md`${cut(card.cause, room)}`;
    case 'slow':
      return md`${cut(card.progress, room)}`;
    case 'lock':
      return md`Run ${code(card.holder.short)} (${mention(card.holder.by)}) held ${code(cut(card.target, room))}.`;
    case 'choice':
    case 'manual':
    case 'notice':
    case 'reminder':
    case 'escalation':
    case 'break-glass':
      return nothing;
  }
}

function record(run: RunView, card: CardView, { how, at, by = [] }: Closed): Mrkdwn {
  const who = by.length > 0 ? md` by ${people(by)}` : nothing;
  const what = card.kind === 'approval' ? md` · plan ${code(card.planHash.slice(0, 12))}` : nothing;
  return md`${WORDS[how].verb}${who} at ${exactTime(at)}${what} · requested by ${mention(run.startedBy)}`;
}

/** A card that nobody has to answer any more: what it said, who decided what and when; no buttons. */
export const closedCard = (run: RunView, card: CardView, closed: Closed): Message =>
  fitting((room) => {
    const who = (closed.by ?? []).map(({ name }) => name).join(', ');
    const by = who ? md` by ${who}` : nothing;
    const { title } = card.kind === 'slow' && closed.how === 'over' ? wentOn : WORDS[closed.how];
    return message(md`${run.environment.id} · ${title}${by}: ${cut(card.step.title, 150)} · ${where(run, card)}`, [
      section(joined([headline(title, run, card), gist(card, room)], '\n')),
      closed.note ? section(quote(md`${cut(closed.note, Math.min(room, 500))}`)) : undefined,
      footer(run, record(run, card, closed)),
    ]);
  });

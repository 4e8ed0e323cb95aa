import type { Answer, Decision, Verb } from '../api.ts';
import type { EngineParts } from '../parts.ts';
import { isOver, type Loaded, openRun } from '../run.ts';
import { breakGlass } from './break-glass.ts';
import { type Click, no } from './click.ts';
import { handOver } from './hand-over.ts';
import { known } from './known.ts';
import { order } from './order.ts';
import { choose, finish } from './person.ts';
import { review } from './review.ts';
import { vote } from './vote.ts';
import { rollBack, stop, takeOver } from './whole-run.ts';

const judges: Readonly<Record<Verb, (click: Click) => Promise<Answer>>> = {
  approve: vote,
  reject: vote,
  done: finish,
  failed: finish,
  retry: order,
  'look-again': order,
  skip: order,
  'say-applied': order,
  'say-not-applied': order,
  stop,
  'take-over': takeOver,
  choose,
  'roll-back': rollBack,
  'hand-over': handOver,
  'break-glass': breakGlass,
  reviewed: review,
};

const needsNote: ReadonlySet<Verb> = new Set(['reject', 'failed', 'skip', 'reviewed']);

/** Judges a click and carries it out. People are read before the transaction opens; the transaction judges what was read, and records it. */
export async function decide(parts: EngineParts, decision: Decision): Promise<Answer> {
  if (needsNote.has(decision.verb) && !decision.note?.trim()) return no('Say why: it stands in the history.');
  const { run, rest } = split(decision.value);
  const read = await known(parts, decision, { run, rest });
  if ('refused' in read) return read;
  const answer = await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, run);
    if (!loaded) return no('This run is not known here.');
    const click: Click = { ...read, parts, tx, loaded, decision, rest };
    const outside = notHere(parts, loaded, decision) ?? overheard(click);
    return outside ? no(outside) : judges[decision.verb](click);
  });
  parts.changed(run);
  return answer;
}

function notHere({ surface }: EngineParts, { row }: Loaded, { verb }: Decision): string | undefined {
  if (row.surface !== surface) return `This run belongs to the ${row.surface}; it is decided there.`;
  return isOver(row) && verb !== 'reviewed' ? 'This run has ended.' : undefined;
}

/** Strangers in the channel see its cards and press what stands there; of a private one that we are not in, nobody can say who is. */
function overheard({ channel }: Click): string | undefined {
  if (channel?.shared)
    return 'This channel is shared with another organisation: as long as it is, its runs can only be rejected or stopped.';
  return channel?.private && !channel.joined
    ? 'Stepward is no longer in this private channel and cannot see who is: /invite @Stepward to decide here.'
    : undefined;
}

/** `<run>.<ask>`, `<run>.<lane>:<turn>` or `<run>`. */
function split(value: string): { readonly run: string; readonly rest: string } {
  const dot = value.indexOf('.');
  return dot < 0 ? { run: value, rest: '' } : { run: value.slice(0, dot), rest: value.slice(dot + 1) };
}

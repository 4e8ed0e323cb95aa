import { asFailure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { Answer, Decision, Verb } from '../api.ts';
import type { EngineParts } from '../parts.ts';
import { isOver, type Loaded, openRun } from '../run.ts';
import { type Click, no } from './click.ts';
import { order } from './order.ts';
import { choose, finish } from './person.ts';
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
};

const needsNote: ReadonlySet<Verb> = new Set(['reject', 'failed', 'skip']);

/** Judges a click and carries it out. People are read before the transaction opens; the transaction judges what was read, and records it. */
export async function decide(parts: EngineParts, decision: Decision): Promise<Answer> {
  if (needsNote.has(decision.verb) && !decision.note?.trim()) return no('Say why: it stands in the history.');
  const { run, rest } = split(decision.value);
  const before = decision.verb === 'approve' ? await votersOf(parts, run, rest) : [];
  let person: Person;
  let voters: ReadonlyMap<string, Person>;
  try {
    person = await parts.directory.person(decision.by);
    voters = new Map(await Promise.all(before.map(async (id) => [id, await parts.directory.person(id)] as const)));
  } catch (thrown) {
    return no(`It cannot be checked who may decide right now, so this does not count: ${asFailure(thrown).message}`);
  }
  const answer = await parts.store.transaction(async (tx) => {
    const loaded = await openRun(tx, run);
    const outside = loaded ? notHere(parts, loaded) : 'This run is not known here.';
    return !loaded || outside
      ? no(outside ?? '')
      : judges[decision.verb]({ parts, tx, loaded, decision, person, rest, voters });
  });
  parts.changed(run);
  return answer;
}

const votersOf = (parts: EngineParts, run: string, ask: string): Promise<readonly string[]> =>
  parts.store.transaction(async (tx) => ((await tx.asks.get(run, ask))?.votes ?? []).map(({ person }) => person.id), {
    reads: true,
  });

function notHere({ surface }: EngineParts, { row }: Loaded): string | undefined {
  if (row.surface !== surface) return `This run belongs to the ${row.surface}; it is decided there.`;
  return isOver(row) ? 'This run has ended.' : undefined;
}

/** `<run>.<ask>`, `<run>.<lane>:<turn>` or `<run>`. */
function split(value: string): { readonly run: string; readonly rest: string } {
  const dot = value.indexOf('.');
  return dot < 0 ? { run: value, rest: '' } : { run: value.slice(0, dot), rest: value.slice(dot + 1) };
}

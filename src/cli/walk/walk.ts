import type { CardView } from '#domain/card-view.ts';
import { Failure } from '#domain/failure.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Answer, Engine } from '#engine/api.ts';
import type { Io } from '../io.ts';
import { headText, receiptText } from '../text/run.ts';
import type { Changes } from './changes.ts';
import { choicesOf } from './choices.ts';
import type { Decider } from './decider.ts';
import { createNarrator } from './narrator.ts';

export interface WalkParts {
  readonly engine: Pick<Engine, 'view' | 'decide'>;
  readonly decider: Decider;
  readonly io: Io;
  readonly changes: Changes;
}

const isOpen = (card: CardView, { cards }: RunView): boolean =>
  cards.some(({ value, closed }) => value === card.value && !closed);

/** What is slow goes on by itself; notices and reminders say something and ask nothing. */
const waiting = ({ cards }: RunView): CardView | undefined =>
  cards.find(({ closed, kind }) => !closed && !['slow', 'notice', 'reminder'].includes(kind));

async function viewOf(engine: WalkParts['engine'], run: string): Promise<RunView> {
  const view = await engine.view(run);
  if (!view) throw new Failure('bug', 'run-vanished', `Run ${run} is no longer in the store.`);
  return view;
}

function wordsOf(answer: Answer): readonly string[] {
  if ('refused' in answer) return [answer.refused];
  if ('problems' in answer) return answer.problems.map(({ message }) => message);
  return answer.say ? [answer.say] : [];
}

async function decide(view: RunView, card: CardView, parts: WalkParts, signal: AbortSignal): Promise<void> {
  const { engine, decider, io } = parts;
  const decided = await decider({ view, card, choices: choicesOf(card, view.run) }, signal);
  if (!decided) return;
  const answered = await engine.decide(decided);
  for (const said of wordsOf(answered)) io.out(`  ${said}`);
}

/** Has the card answered; gives up as soon as it is over. */
async function answer(view: RunView, card: CardView, parts: WalkParts): Promise<void> {
  const { engine, changes } = parts;
  const over = new AbortController();
  const end = (): void => {
    over.abort();
    changes.raise();
  };
  const watch = async (): Promise<void> => {
    while (!over.signal.aborted && isOpen(card, await viewOf(engine, view.run))) await changes.next();
  };
  await Promise.all([watch().finally(end), decide(view, card, parts, over.signal).finally(end)]);
}

/** Follows a run in the terminal to its end: says what happens, and has each card answered. */
export async function walk(run: string, parts: WalkParts): Promise<RunView> {
  const { engine, io, changes } = parts;
  const tell = createNarrator(io);
  let view = await viewOf(engine, run);
  for (const line of headText(view)) io.out(line);
  for (;;) {
    tell(view);
    if (view.receipt) break;
    const card = waiting(view);
    if (card) await answer(view, card, parts);
    else await changes.next();
    view = await viewOf(engine, run);
  }
  for (const line of ['', ...receiptText(view.receipt)]) io.out(line);
  return view;
}

import type { CardView } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { sayCard } from './cards.ts';
import type { Account } from './ports.ts';
import type { Story } from './story.ts';
import { isOurs, sayWrite } from './writes.ts';

/** Follows a run and tells its story; keeps what must not be lost of it. */
export interface Watch {
  /** What is new since the last look. */
  see(view: RunView): void;
  /** The writes that took effect so far, in order: `StopTask kafka`. */
  writes(): readonly string[];
  /** As they are now, in the order in which they came up: those of one moment stand in a view by their names. */
  cards(): readonly CardView[];
  /** Every view that there was, as text. */
  seen(): readonly string[];
}

const ended: readonly RunView['steps'][number]['status'][] = ['passed', 'skipped', 'failed'];

export function createWatch(account: Account, story: Story): Watch {
  const told = new Set<string>();
  const writes: string[] = [];
  const seen: string[] = [];
  const cards = new Map<string, CardView>();
  let calls = 0;
  const tellOnce = (key: string, text: string): void => {
    if (told.has(key)) return;
    told.add(key);
    story.tell(text);
  };
  const readCalls = (): void => {
    const fresh = account.calls().slice(calls);
    calls += fresh.length;
    for (const call of fresh.filter((one) => one.write && isOurs(one))) {
      const text = sayWrite(call, account);
      story.tell(`${text}${call.error ? `, answered with ${call.error}` : ''}`);
      if (call.applied) writes.push(text);
    }
  };
  return {
    see(view) {
      readCalls();
      seen.push(JSON.stringify(view));
      for (const card of view.cards) {
        cards.set(card.purpose, card);
        tellOnce(card.purpose, sayCard(card));
      }
      for (const { id, status } of view.steps)
        if (ended.includes(status)) tellOnce(`${id} ${status}`, `${id} ${status}`);
      if (view.receipt) tellOnce('end', `the run ended: ${view.receipt.headline}`);
    },
    writes: () => writes,
    cards: () => [...cards.values()],
    seen: () => seen,
  };
}

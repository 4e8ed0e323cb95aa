import type { CardView } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Verb } from '#engine/api.ts';
import type { Choice } from './choices.ts';

/** An answer to a card, by somebody. */
export interface Decided {
  readonly by: string;
  readonly verb: Verb;
  readonly value: string;
  readonly note?: string;
  readonly option?: string;
  readonly typed?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Finds the answer to an open card; `signal` ends the search when the card is over. Asked again with the same card if the answer was refused. */
export type Decider = (
  asked: { readonly view: RunView; readonly card: CardView; readonly choices: readonly Choice[] },
  signal: AbortSignal,
) => Promise<Decided | undefined>;

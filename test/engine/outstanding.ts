import { readRun } from '#engine/run.ts';
import type { Harness } from './harness.ts';

const cards = ['ask', 'held', 'unclear', 'slow'];

/** What the machine wants of the engine, and what the tables keep for it: effects, timers, open cards. They must be the same at any time. */
export const outstanding = (
  { parts }: Harness,
  run: string,
): Promise<{ readonly wanted: readonly string[]; readonly kept: readonly string[] }> =>
  parts.store.transaction(
    async (tx) => {
      const wants = (await readRun(tx, run))?.position.wants ?? [];
      const effects = (await tx.effects.ofRun(run)).map(({ want }) => want.key);
      // Calling others is the engine's own; the machine knows nothing of it.
      const timers = (await tx.timers.ofRun(run)).flatMap(({ key, purpose }) => (purpose === 'escalate' ? [] : [key]));
      const open = (await tx.messages.ofRun(run)).filter(({ kind, closed }) => cards.includes(kind) && !closed);
      const asks = (await tx.asks.ofRun(run)).filter(({ state }) => state === 'open');
      if (asks.length !== open.filter(({ kind }) => kind === 'ask').length)
        throw new Error(`open asks and open cards differ: ${JSON.stringify({ asks, open })}`);
      return {
        wanted: wants.map(({ key }) => key).sort(),
        kept: [...effects, ...timers, ...open.map(({ purpose }) => purpose)].sort(),
      };
    },
    { reads: true },
  );

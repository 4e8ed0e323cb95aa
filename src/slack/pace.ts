import type { Drawing } from '#engine/api.ts';

/** Slack allows 50 updates a minute to all runs together (https://docs.slack.dev/apis/web-api/rate-limits, Tier 3). */
const A_MINUTE = 60_000;
const UPDATES = 40;
/** Kept for what matters: progress alone may not use everything up. */
const FOR_DECISIONS = 10;
const BETWEEN_PROGRESS = 3_000;

/** What a drawing is worth: first that a run exists, then what is asked and decided, then how its steps stand, last how far one has come. */
type Rank = 'new' | 'decision' | 'step' | 'progress';
const RANKS: readonly Rank[] = ['new', 'decision', 'step', 'progress'];

/** How the run stands, without how far the current step has come. */
const standing = ({ phase, halting, steps }: Drawing['view']): string =>
  [phase, halting, ...steps.map(({ status }) => status)].join();

export interface Pace {
  /** In the order in which they shall be shown. */
  ordered(drawings: readonly Drawing[]): readonly Drawing[];
  /** Milliseconds to wait until this may be shown; at 0 it is counted as shown. */
  admit(drawing: Drawing): number;
}

/** @param now milliseconds of a clock that does not go back */
export function createPace(now: () => number): Pace {
  const shown = new Map<string, { readonly standing: string; readonly at: number }>();
  let updates: readonly number[] = [];

  const rank = ({ row, view }: Drawing): Rank => {
    if (row.ts === undefined && row.kind === 'root') return 'new';
    if (row.kind !== 'root') return 'decision';
    return shown.get(row.run)?.standing === standing(view) ? 'progress' : 'step';
  };

  const waitFor = (drawing: Drawing): number => {
    if (drawing.row.ts === undefined) return 0;
    const at = now();
    updates = updates.filter((each) => at - each < A_MINUTE);
    const isProgress = rank(drawing) === 'progress';
    const allowed = isProgress ? UPDATES - FOR_DECISIONS : UPDATES;
    const oldest = updates[updates.length - allowed];
    const minute = oldest === undefined ? 0 : oldest + A_MINUTE - at;
    const last = shown.get(drawing.row.run)?.at;
    const own = isProgress && last !== undefined ? last + BETWEEN_PROGRESS - at : 0;
    return Math.max(0, minute, own);
  };

  return {
    ordered: (drawings) => [...drawings].sort((one, other) => RANKS.indexOf(rank(one)) - RANKS.indexOf(rank(other))),
    admit(drawing) {
      const { row, view } = drawing;
      const wait = waitFor(drawing);
      if (wait > 0) return wait;
      if (row.ts !== undefined) updates = [...updates, now()];
      if (row.kind === 'root' && view.endedAt === undefined)
        shown.set(row.run, { standing: standing(view), at: now() });
      if (view.endedAt !== undefined) shown.delete(row.run);
      return 0;
    },
  };
}

import { again } from '../answer.ts';
import { redraw } from '../dispatch.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow, ResultRow } from '../rows.ts';
import type { Looked } from './look.ts';

/** Seconds between reads by how long it has been going on (reference: ECS reads are eventually consistent, never faster than 3 s), ±20 %. */
function pauseAfter(elapsed: number): number {
  const base = elapsed < 30_000 ? 3_000 : elapsed < 180_000 ? 5_000 : 10_000;
  return Math.round(base * (0.8 + 0.4 * Math.random()));
}

/** A poll is no event: what it saw is kept, the run's message drawn anew if it reads differently, and the effect is due again later. */
export async function keepPolling(
  parts: EngineParts,
  effect: EffectRow,
  { result }: Looked,
  seen: Pick<ResultRow, 'progress' | 'memo' | 'evidence' | 'since'> & { readonly elapsed: number },
): Promise<void> {
  const { elapsed, ...kept } = seen;
  const { run, want } = effect;
  const isNews = kept.progress !== result.progress;
  await again(parts, effect, parts.timing.pause ?? pauseAfter(elapsed), async (tx) => {
    const current = await tx.results.get(run, want.instance);
    if (current) await tx.results.put({ ...current, ...kept });
    if (isNews) await redraw(tx, run);
  });
  if (isNews) parts.changed(run);
}

import { again } from '../answer.ts';
import { redraw } from '../dispatch.ts';
import type { EngineParts } from '../parts.ts';
import type { EffectRow, ResultRow } from '../rows.ts';
import type { Looked } from './look.ts';
import { pauseAfter } from './pace.ts';

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
  await again(parts, effect, parts.timing.pause ?? pauseAfter(elapsed, Math.random()), async (tx) => {
    const current = await tx.results.get(run, want.instance);
    if (current) await tx.results.put({ ...current, ...kept });
    if (isNews) await redraw(tx, run);
  });
  if (isNews) parts.changed(run);
}

import type { EffectRow } from '#engine/rows.ts';

/** What happens to a worker between an effect and its outcome. */
export interface Interference {
  /** Whether the worker that has claimed this effect dies with it before it does anything. */
  claimed(effect: EffectRow): boolean;
  /** Just before a request goes out. */
  sending(effect: EffectRow): Promise<void>;
  /** It was answered. Whether the worker dies before it can write that down. */
  answered(effect: EffectRow): Promise<boolean>;
}

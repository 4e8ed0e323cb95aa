import type { EngineParts } from '#engine/parts.ts';
import { perform } from '#engine/perform/perform.ts';
import type { Aws } from '#engine/ports.ts';
import type { EffectRow } from '#engine/rows.ts';
import { claimEffects, ringTimers } from '#engine/worker.ts';
import type { Interference } from './interference.ts';

/** The workers of a bot, one after another: each works until it dies. One effect at a time, so that every test goes the same way every time. */
export interface Workers {
  /** Performs what is due next; false if nothing is due now. */
  step(): Promise<boolean>;
  /** Performs what is due of one run alone, until nothing of it is. */
  finish(run: string): Promise<void>;
}

export function createWorkers(parts: EngineParts, interference: Interference): Workers {
  let number = 1;
  const bury = (): void => void number++;
  const worker = (): EngineParts => ({ ...parts, worker: `worker-${number}` });

  const work = (effect: EffectRow): Promise<unknown> => {
    const { promise: death, resolve: die } = Promise.withResolvers<void>();
    const aws = sending(parts.aws, effect, { interference, die });
    return Promise.race([perform({ ...worker(), aws }, effect), death.then(bury)]);
  };
  const putBack = ({ run, want: { key } }: EffectRow): Promise<void> =>
    parts.store.transaction((tx) => tx.effects.later(run, key, parts.clock.now()));

  return {
    async step() {
      if ((await ringTimers(parts)) > 0) return true;
      const [effect] = await claimEffects(worker(), 1);
      if (!effect) return false;
      if (interference.claimed(effect)) bury();
      else await work(effect);
      return true;
    },
    async finish(run) {
      for (let isBusy = true; isBusy; ) {
        const effects = await claimEffects(worker(), 100);
        for (const effect of effects) await (effect.run === run ? perform(worker(), effect) : putBack(effect));
        isBusy = effects.some((effect) => effect.run === run);
      }
    },
  };
}

/** AWS as the worker of one effect reaches it. A dead worker's call never comes back: nothing it would have done next happens. */
const sending = (
  aws: Aws,
  effect: EffectRow,
  { interference, die }: { readonly interference: Interference; readonly die: () => void },
): Aws => ({
  ...aws,
  async send(...call) {
    await interference.sending(effect);
    const sent = await aws.send(...call);
    if (!(await interference.answered(effect))) return sent;
    die();
    return new Promise<never>(() => {});
  },
});

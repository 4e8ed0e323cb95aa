import type { Catalogue as Actions } from '#actions/contract.ts';
import type { Aws, Catalogue, Clock, Directory, SurfaceName } from './ports.ts';
import type { Store } from './store.ts';

/** Everything the engine needs of the world, built by the programs and handed in. */
export interface EngineParts {
  readonly store: Store;
  readonly aws: Aws;
  readonly catalogue: Catalogue;
  readonly actions: Actions;
  readonly directory: Directory;
  readonly surface: SurfaceName;
  readonly clock: Clock;
  /** 32 bytes; seals secrets. */
  readonly key: Uint8Array;
  /** What `{ ref: env:NAME }` stands for: only what was put there for runbooks, never the program's own secrets. */
  readonly secretFromEnvironment: (name: string) => string | undefined;
  /** Names this process among those that serve the same store. */
  readonly worker: string;
  /** Something about this run may have to be drawn anew. */
  readonly changed: (run: string) => void;
  readonly log: Log;
  readonly timing: Timing;
}

export type Log = (level: 'info' | 'warn' | 'error', message: string, facts: Readonly<Record<string, unknown>>) => void;

/** Real milliseconds. */
export interface Timing {
  /** How long an effect belongs to its worker without a sign of life. */
  readonly lease: number;
  /** How long after *begin* the call may still be made. */
  readonly notAfter: number;
  /** How long after `notAfter` an absent change counts as not made: longer than a request can be under way. */
  readonly grace: number;
  /** How soon a poll looks again, in milliseconds of the run's time; otherwise it knows by itself. */
  readonly pause?: number;
}

export const timing: Timing = { lease: 15_000, notAfter: 30_000, grace: 30_000 };

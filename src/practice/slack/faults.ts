import type { Args } from './args.ts';

/**
 * What can be made to go wrong between the bot and Slack:
 * - `rate-limited`: 429 with Retry-After of a second, nothing done.
 * - `failed-before`, `failed-after`: 503, nothing done or all of it.
 * - `dropped-after`: all of it done, and the connection cut instead of an answer.
 * - `fatal`: `fatal_error`, with which Slack says that some of it may have been done; here it has.
 * - `slow`: the answer comes after `ms`.
 * - `revoked`: `token_revoked`.
 * - `no-plan`: `invalid_blocks` for messages with a plan block.
 */
export interface Fault {
  readonly kind:
    | 'rate-limited'
    | 'failed-before'
    | 'failed-after'
    | 'dropped-after'
    | 'fatal'
    | 'slow'
    | 'revoked'
    | 'no-plan';
  /** The only method that it strikes. */
  readonly method?: string;
  /** The share of calls that it strikes, 0 to 1; all if absent. */
  readonly share?: number;
  /** How many calls it strikes before it is over; without end if absent. */
  readonly times?: number;
  /** Of `slow`: milliseconds. */
  readonly ms?: number;
}

export interface Faults {
  readonly list: () => readonly Fault[];
  /** Instead of those there were. */
  readonly set: (faults: readonly Fault[]) => void;
  /** What strikes this call, by kind. */
  readonly strike: (method: string, args: Args) => ReadonlyMap<Fault['kind'], Fault>;
}

const hasPlan = ({ blocks }: Args): boolean => JSON.stringify(blocks ?? '').includes('task_card');

const concerns = ({ kind, method, share = 1 }: Fault, called: string, args: Args): boolean =>
  (method ?? called) === called && (kind !== 'no-plan' || hasPlan(args)) && Math.random() < share;

const once = (fault: Fault): Fault => (fault.times === undefined ? fault : { ...fault, times: fault.times - 1 });

export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  return {
    list: () => faults,
    set: (wanted) => {
      faults = wanted;
    },
    strike: (method, args) => {
      const struck = faults.filter((fault) => concerns(fault, method, args));
      faults = faults.map((fault) => (struck.includes(fault) ? once(fault) : fault)).filter(({ times }) => times !== 0);
      return new Map(struck.map((fault) => [fault.kind, fault]));
    },
  };
}

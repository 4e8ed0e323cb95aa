import { randomBytes } from 'node:crypto';
import { catalogue as actions } from '#actions/list.ts';
import type { Person } from '#domain/person.ts';
import type { Engine } from '#engine/api.ts';
import { createEngine } from '#engine/engine.ts';
import { type EngineParts, timing } from '#engine/parts.ts';
import type { Catalogue } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import type { Interference } from './interference.ts';
import type { Account } from './ports.ts';
import { createWorkers, type Workers } from './workers.ts';

/** The real engine on a simulated account, moved by hand. */
export interface Bot extends Workers {
  readonly engine: Engine;
  readonly store: Store;
  /** Whether anything may look different since this was last asked. */
  changed(): boolean;
  /** When something is due by itself, epoch milliseconds; infinite if nothing ever is. */
  nextDue(): Promise<number>;
  /** What its workers have logged. */
  logged(): readonly unknown[];
}

export interface BotParts {
  readonly account: Account;
  readonly store: Store;
  readonly catalogue: Catalogue;
  readonly people: readonly Person[];
  readonly secretFromEnvironment: EngineParts['secretFromEnvironment'];
  readonly interference: Interference;
}

/** How often something is read until it holds, simulated milliseconds: the same every time, and no more often than tells one run from another. */
const pause = 15_000;

export function createBot({ interference, ...given }: BotParts): Bot {
  const logged: unknown[] = [];
  let isChanged = true;
  const parts = engineParts(given, {
    changed: () => {
      isChanged = true;
    },
    log: (...entry) => void logged.push(entry),
  });
  return {
    ...createWorkers(parts, interference),
    engine: createEngine(parts),
    store: given.store,
    logged: () => logged,
    nextDue: () => nextDue(given.store),
    changed() {
      const was = isChanged;
      isChanged = false;
      return was;
    },
  };
}

const engineParts = (
  { account, store, catalogue, people, secretFromEnvironment }: Omit<BotParts, 'interference'>,
  heard: Pick<EngineParts, 'changed' | 'log'>,
): EngineParts => ({
  ...heard,
  store,
  catalogue,
  actions,
  aws: account.aws,
  directory: {
    person: async (id) => people.find((one) => one.id === id) ?? { id, name: id, kind: 'stranger', groups: [] },
    members: async (group) => people.filter(({ groups }) => groups.includes(group)).map(({ id }) => id),
  },
  secretFromEnvironment,
  surface: 'terminal',
  // Leases and the time after which nothing is sent pass as quickly as everything else.
  clock: { now: account.now, wall: account.now },
  key: randomBytes(32),
  worker: 'worker',
  timing: { ...timing, pause },
});

const nextDue = (store: Store): Promise<number> =>
  store.transaction(
    async (tx) => {
      const { due, leaseEnds } = await tx.effects.nextDue('terminal');
      const rings = await tx.timers.nextDue('terminal');
      return Math.min(...[due, leaseEnds, rings].map((at) => at ?? Number.POSITIVE_INFINITY));
    },
    { reads: true },
  );

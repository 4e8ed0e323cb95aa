import type { EffectRow } from '#engine/rows.ts';
import type { What } from '#machine/wants.ts';
import type { Moment, Strike } from '#runbook/tests/tests.ts';
import { botFaults } from '#runbook/tests/words.ts';
import type { Interference } from './interference.ts';
import { type Look, lanesAt } from './look.ts';

/** What a fault does once its moment has come. */
export interface Blows {
  /** A fault of the account, on what the step changes or on what the test names. */
  account(strike: Strike, run: string): Promise<void>;
  late(strike: Strike, run: string): Promise<void>;
  rival(strike: Strike, run: string): Promise<void>;
}

/** What still has to go wrong in a test. Each strikes once: the first time that its step gets there; what is written twice, twice. */
export interface Strikes extends Interference {
  /** Everything whose moment this is; false if there was nothing. */
  at(look: Look): Promise<boolean>;
  unused(): readonly Strike[];
}

/** Which work a worker dies with; having sent a request is another thing. */
const works: Partial<Readonly<Record<Moment, readonly What[]>>> = {
  planning: ['plan'],
  planned: ['lock'],
  reconciling: ['reconcile'],
  verifying: ['verify'],
  checking: ['check'],
  proving: ['prove'],
};

const isOf = (faults: readonly string[], { fault }: Strike): boolean => faults.includes(fault);
const isDeath = (one: Strike): boolean => isOf(['worker-dies'], one);
/** Those of the account that happen around a request are dealt by who sends it. */
const isAround = (one: Strike): boolean => isDeath(one) || (one.when === 'applied' && !isOf(botFaults, one));

export function createStrikes(
  strikes: readonly Strike[],
  {
    blows,
    onRequest,
    say,
  }: {
    readonly blows: Blows;
    /** Whether a fault of the account is one of a request: it has to be there before the request goes out. */
    readonly onRequest: (fault: string) => boolean;
    readonly say: (text: string) => void;
  },
): Strikes {
  const left = new Set(strikes);
  const take = (strike: Strike): void => {
    left.delete(strike);
    say(`${strike.fault} at ${strike.at}, ${strike.when}`);
  };
  const strike = async (one: Strike, run: string): Promise<void> => {
    take(one);
    if (one.fault === 'late') await blows.late(one, run);
    else if (isOf(botFaults, one)) await blows.rival(one, run);
    else await blows.account(one, run);
  };
  const around = async ({ run, want }: EffectRow, isNow: (fault: string) => boolean): Promise<void> => {
    const due = [...left].filter((one) => isAround(one) && !isDeath(one) && one.at === want.step && isNow(one.fault));
    for (const one of due) await strike(one, run);
  };
  /** Where each kind of fault has struck: a lane and its turn. */
  const struck = new Map<string, Set<string>>();
  const isNew = (one: Strike, look: Look): boolean => {
    const kind = [one.fault, one.at, one.when, one.on].join(' ');
    const before = struck.get(kind) ?? new Set();
    const fresh = lanesAt(look, one.at, one.when)
      .map(({ lane, turn }) => `${lane} ${turn}`)
      .filter((visit) => !before.has(visit));
    struck.set(kind, new Set([...before, ...fresh]));
    return fresh.length > 0;
  };
  const dies = (step: string, isThen: (when: Moment) => boolean): boolean => {
    const death = [...left].find((one) => isDeath(one) && one.at === step && isThen(one.when));
    if (death) take(death);
    return death !== undefined;
  };

  return {
    async at(look) {
      const due = [...left].filter((one) => !isAround(one) && isNew(one, look));
      for (const one of due) await strike(one, look.view.run);
      return due.length > 0;
    },
    claimed: ({ want }) => dies(want.step, (when) => works[when]?.includes(want.what) ?? false),
    sending: (effect) => around(effect, onRequest),
    async answered(effect) {
      await around(effect, (fault) => !onRequest(fault));
      return dies(effect.want.step, (when) => when === 'applied');
    },
    unused: () => [...left],
  };
}

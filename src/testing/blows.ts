import { Failure } from '#domain/failure.ts';
import type { AskRow } from '#engine/rows.ts';
import type { Strike } from '#runbook/tests/tests.ts';
import type { Agenda } from './agenda.ts';
import { type Offers, startRival } from './another-run.ts';
import type { Bot } from './bot.ts';
import { newestPlans } from './plans.ts';
import type { Account, AccountFault } from './ports.ts';
import type { Blows } from './strikes.ts';

/** How long another run has what a step needs. */
const rivalry = 5 * 60_000;

interface Place {
  readonly account: Account;
  readonly faults: readonly AccountFault[];
  readonly offers: Offers;
  readonly agenda: Agenda;
  /** Made with the strikes in hand, so it is there only when the first one lands. */
  readonly bot: () => Bot;
}

/** What each kind of fault does to the account, to the time, or to the run's locks. */
export function createBlows({ account, faults, offers, agenda, bot }: Place): Blows {
  return {
    async account({ fault, on, at }, run) {
      const targets = await targetsOf(bot(), run, at);
      const target = on ?? targets.find(fits(faults.find(({ name }) => name === fault))) ?? targets[0] ?? '';
      await account.strike(fault, target);
    },
    async late({ at }, run) {
      const asks = await bot().store.transaction((tx) => tx.asks.ofRun(run), { reads: true });
      const until = asks.filter((ask) => ask.state === 'approved' && isAbout(ask, at)).at(-1)?.validUntil;
      if (until === undefined)
        throw new Failure('user', 'not-late', `Nobody has approved "${at}" there, so nothing is late.`);
      account.advance(Math.max(0, until + 1_000 - account.now()));
    },
    async rival({ fault, at }: Strike, run) {
      const rival = await startRival({ bot: bot(), offers, run, step: at, now: account.now() });
      if (fault !== 'lock-taken') return;
      const stop = { verb: 'stop', by: rival.by, value: rival.run } as const;
      agenda.add(account.now() + rivalry, () => bot().engine.decide(stop));
    },
  };
}

/** Whether an ARN is one of what this fault happens to. */
const fits = (fault: AccountFault | undefined): ((arn: string) => boolean) => {
  const kind = fault?.to === 'tasks' ? '(service|task-definition)' : fault?.to;
  const pattern = new RegExp(`:${kind}[/:]`);
  return (arn) => pattern.test(arn);
};

/** The ask of the step itself, or one that covers it with others. */
const isAbout = ({ step, covers }: AskRow, at: string): boolean =>
  step === at || covers.some(({ instance }) => instance.replace(/~\d+$/, '') === at);

/** ARNs of what the step's newest plans change. */
async function targetsOf({ store }: Bot, run: string, step: string): Promise<readonly string[]> {
  const plans = await store.transaction((tx) => newestPlans(tx, run, step), { reads: true });
  return plans.flatMap(({ planned }) => planned.targets);
}

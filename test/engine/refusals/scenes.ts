import { cluster } from '../texts.ts';
import type { Desk, Shown } from './desk.ts';
import type { Id } from './people.ts';
import { approval, type Scene } from './scene.ts';
import { aloneScenes } from './scenes-alone.ts';

const approved = async (desk: Desk, by: Id): Promise<Shown> => {
  const shown = await approval(desk, by);
  await desk.click('bob', 'approve', shown);
  return shown;
};

async function held(desk: Desk, by: Id): Promise<Shown> {
  desk.bot.aws.addFault({ op: 'UpdateService', kind: 'deny', times: 1 });
  return desk.card((await approved(desk, by)).run, 'held');
}

/** Where somebody clicks: each sets a run of its own to where the table wants it. */
export const scenes = {
  open: { says: 'an open ask', set: approval },
  unposted: {
    says: 'an ask whose card is only just being posted',
    async set(desk, by) {
      const run = await desk.start('restart-one', by);
      const { value, purpose } = await desk.bot.card(run, 'approval');
      return { run, value, purpose, message: { channel: 'C0PRODOPS', ts: '0' } };
    },
  },
  approved: { says: 'an ask that was approved', set: approved },
  used: {
    says: 'an ask whose approval was used',
    async set(desk, by) {
      const shown = await approved(desk, by);
      const before = desk.bot.writes().length;
      await desk.bot.until(shown.run, () => desk.bot.writes().length > before);
      return shown;
    },
  },
  rejected: {
    says: 'an ask that was rejected after another step was applied',
    async set(desk, by) {
      const run = await desk.start('restart-two', by);
      await desk.click('bob', 'approve', await desk.card(run, 'approval'));
      const second = await desk.card(run, 'approval');
      await desk.click('dan', 'reject', second);
      return second;
    },
  },
  late: {
    says: 'an ask whose time was up a moment ago',
    async set(desk, by) {
      desk.ask({ within: 60_000 });
      const shown = await approval(desk, by);
      desk.pass(2);
      return shown;
    },
  },
  expired: {
    says: 'an ask that has expired',
    async set(desk, by) {
      desk.ask({ within: 60_000 });
      const shown = await approval(desk, by);
      await desk.bot.card(shown.run, 'held');
      return shown;
    },
  },
  lapsed: {
    says: 'an ask whose approval was not used in time',
    async set(desk, by) {
      desk.ask({ validFor: 60_000 });
      const shown = await approved(desk, by);
      desk.pass(2);
      await desk.card(shown.run, 'approval');
      return shown;
    },
  },
  drifted: {
    says: 'an ask whose approval is void because the world moved',
    async set(desk, by) {
      const shown = await approval(desk, by);
      await desk.bot.aws.perform('UpdateService', { cluster, service: 'sender', forceNewDeployment: true }, 'mallory');
      desk.pass(2);
      await desk.click('bob', 'approve', shown);
      await desk.card(shown.run, 'approval');
      return shown;
    },
  },
  halfway: {
    says: 'an ask for two of @sre that one of them has approved',
    async set(desk, by) {
      desk.ask({ entries: [{ groups: ['sre'], count: 2 }] });
      return approved(desk, by);
    },
  },
  ownVote: {
    says: 'an ask for two of @sre that a requester in @sre, who was counted, has approved',
    async set(desk, by) {
      desk.ask({ entries: [{ groups: ['sre'], count: 2 }], requester: true });
      const shown = await approval(desk, by);
      await desk.click('rita', 'approve', shown);
      return shown;
    },
  },
  both: {
    says: 'an ask for @sre and @oncall that one of @sre has approved',
    async set(desk, by) {
      desk.ask({
        entries: [
          { groups: ['sre'], count: 1 },
          { groups: ['oncall'], count: 1 },
        ],
      });
      return approved(desk, by);
    },
  },
  counted: {
    says: 'an ask where the requester is counted',
    async set(desk, by) {
      desk.ask({ requester: true });
      return approval(desk, by);
    },
  },
  destroys: {
    says: 'an ask for what cannot be taken back, on `sender`',
    set: (desk, by) => approval(desk, by, 'call-aws'),
  },
  ...aloneScenes,
  held: { says: 'a step that failed', set: held },
  retried: {
    says: 'a step that failed and was retried',
    async set(desk, by) {
      const shown = await held(desk, by);
      await desk.click('ann', 'retry', shown);
      return shown;
    },
  },
  retriedBySre: {
    says: 'an ask that is there again because they chose Retry',
    async set(desk, by) {
      const shown = await held(desk, by);
      await desk.click('dan', 'retry', shown);
      return desk.card(shown.run, 'approval');
    },
  },
  unclear: {
    says: 'a request whose answer was lost',
    async set(desk, by) {
      desk.bot.aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
      const shown = await approval(desk, by);
      desk.bot.aws.addFault({ op: 'DescribeServices', kind: 'deny', times: 1_000, after: 1 });
      await desk.click('bob', 'approve', shown);
      return desk.card(shown.run, 'unclear');
    },
  },
  changed: {
    says: 'a step that failed after another one changed something',
    async set(desk, by) {
      // Another number each time, so that there is something to do.
      const run = await desk.start('put-back', by, { desired: 2 + (desk.bot.writes().length % 3) });
      await desk.click('bob', 'approve', await desk.card(run, 'approval'));
      return desk.card(run, 'held');
    },
  },
  lock: {
    says: 'a step that waits for another run',
    async set(desk, by) {
      await approval(desk, 'alice');
      return desk.card(await desk.start('restart-one', by), 'lock');
    },
  },
  manual: {
    says: 'a manual step of @sre',
    set: async (desk, by) => desk.card(await desk.start('by-hand', by), 'manual'),
  },
  handed: {
    says: 'a manual step of @sre that was handed to another member',
    async set(desk, by) {
      const shown = await desk.card(await desk.start('by-hand', by), 'manual');
      await desk.click('bob', 'hand-over', shown, { to: 'dan' });
      return shown;
    },
  },
  choice: {
    says: 'a choice of who may start',
    async set(desk, by) {
      const run = await desk.start('by-hand', by);
      await desk.click('bob', 'done', await desk.card(run, 'manual'));
      return desk.card(run, 'choice');
    },
  },
  ended: {
    says: 'an ask of a run that has ended',
    async set(desk, by) {
      const shown = await approval(desk, by);
      await desk.click('bob', 'reject', shown);
      return shown;
    },
  },
  elsewhere: {
    says: 'an ask of a run of the terminal',
    async set(desk, by) {
      const started = await desk.bot.engine.start({
        runbook: 'restart-one',
        environment: 'prod',
        inputs: {},
        reason: 'INC-812',
        by,
        surface: 'terminal',
        startKey: crypto.randomUUID(),
      });
      const run = 'run' in started ? started.run : '';
      return { run, value: `${run}.sender@1`, purpose: '', message: { channel: 'C0PRODOPS', ts: '1' } };
    },
  },
} as const satisfies Readonly<Record<string, Scene>>;

export type SceneName = keyof typeof scenes;

import type { CardView } from '#domain/card-view.ts';
import type { Config, Environment } from '#domain/config.ts';
import type { Answer, Decision, Verb } from '#engine/api.ts';
import { type Harness, openHarness } from '../harness.ts';
import { cluster, restartOne, restartTwo, runbook } from '../texts.ts';
import { createWorkspace, type Id, TEAM, type Workspace } from './people.ts';

const CHANNEL = 'C0PRODOPS';
const MINUTE = 60_000;

const byHand = runbook(
  'by-hand',
  `steps:
  - id: look
    title: Look at the dashboard
    manual: Look at it.
    assign: [sre]
    timeout: 20m
  - id: way
    title: How to go on
    choose:
      question: How?
      options:
        - { id: leave, label: Leave it, steps: [] }
        - { id: enough, label: Enough, end: stopped }
    timeout: 20m
`,
);

const target = `arn:aws:ecs:us-east-1:111122223333:service/${cluster}/sender`;
const callAws = runbook(
  'call-aws',
  `steps:
  - id: own
    title: Say whose it is
    action: aws.call
    with:
      service: ecs
      operation: TagResource
      parameters: { resourceArn: "${target}", tags: [{ key: owner, value: payments }] }
      risk: changes
      target: "${target}"
      unguarded: Nothing of it can be read.
`,
);

const putBack = runbook(
  'put-back',
  `inputs:
  desired: { type: integer }
steps:
  - id: scale
    title: Scale sender
    action: ecs.scale-service
    with: { cluster: ${cluster}, service: sender, desired: "\${{ inputs.desired }}" }
  - id: nobody
    title: Restart nobody
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: nobody }
`,
);

/** The bot of the table, and everything that a row may change before somebody clicks. */
export interface Desk {
  readonly bot: Harness;
  readonly workspace: Workspace;
  /** What stepward.yml says of prod from now on. */
  change(how: Partial<Environment>): void;
  /** What it says of approvals from now on. */
  ask(how: Partial<Environment['approve']>): void;
  start(runbook: string, by: Id, inputs?: Record<string, unknown>): Promise<string>;
  /** The open card of a kind, posted, and where it stands. */
  card<Kind extends CardView['kind']>(run: string, kind: Kind): Promise<Shown>;
  click(by: Id, verb: Verb, shown: Shown, more?: Partial<Decision>): Promise<Answer>;
  pass(minutes: number): void;
  /** Everything is as it was in the beginning. */
  reset(): void;
}

export interface Shown {
  readonly run: string;
  readonly value: string;
  readonly purpose: string;
  readonly planHash?: string;
  readonly message: { readonly channel: string; readonly ts: string };
}

const ours = ({ environments: [first], ...config }: Config): Config => {
  if (!first) throw new Error('no environment');
  const prod: Environment = {
    ...first,
    channels: [CHANNEL],
    start: ['oncall'],
    approve: { entries: [{ groups: ['sre'], count: 1 }], requester: false, within: 60 * MINUTE, validFor: 10 * MINUTE },
    awsCalls: ['ecs:TagResource'],
  };
  return { ...config, environments: [prod] };
};

export async function openDesk(): Promise<Desk> {
  const workspace = createWorkspace();
  const bot = await openHarness({
    runbooks: [restartOne(), restartTwo(), byHand, callAws, putBack],
    surface: 'slack',
    directory: workspace.directory,
    config: ours,
  });
  const { catalogue } = bot.parts;
  const given = catalogue.config;
  let posted = 0;
  const change: Desk['change'] = (how) => {
    const environments = catalogue.config.environments.map((each) => ({ ...each, ...how }));
    Object.assign(catalogue, { config: { ...catalogue.config, environments } });
  };
  const post = async (): Promise<void> => {
    for (;;) {
      const drawings = await bot.engine.messages.claim(50);
      for (const drawing of drawings) {
        const { row, channel } = drawing;
        posted += 1;
        await bot.engine.messages.posted(drawing, { channel, ts: row.ts ?? String(posted) });
      }
      if (drawings.length === 0) return;
    }
  };
  return {
    bot,
    workspace,
    change,
    ask: (how) => {
      const [first] = catalogue.config.environments;
      if (first) change({ approve: { ...first.approve, ...how } });
    },
    start: (id, by, inputs = {}) => bot.start(id, { by, inputs, channel: CHANNEL }),
    async card(run, kind) {
      const card = await bot.card(run, kind);
      await post();
      const row = await bot.parts.store.transaction((tx) => tx.messages.get(run, card.purpose), { reads: true });
      if (!row?.ts || !row.channel) throw new Error(`${card.purpose} was not posted`);
      const { value, purpose } = card;
      const plan = 'planHash' in card ? { planHash: card.planHash } : {};
      return { run, value, purpose, message: { channel: row.channel, ts: row.ts }, ...plan };
    },
    click: (by, verb, { value, message }, more = {}) =>
      bot.decide(by, verb, value, { message, team: TEAM, note: 'Because.', ...more }),
    pass: (minutes) => bot.aws.clock.advance(minutes * MINUTE),
    reset() {
      workspace.heal();
      bot.aws.clearFaults();
      Object.assign(catalogue, { config: given });
      bot.aws.clock.advance(MINUTE - (bot.aws.clock.now() % MINUTE));
    },
  };
}

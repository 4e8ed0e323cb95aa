import type {
  ApprovalCard,
  BreakGlassCard,
  CardStep,
  CardView,
  ChoiceCard,
  Closed,
  HeldCard,
  LockCard,
  ManualCard,
  SlowCard,
  UnclearCard,
} from '#domain/card-view.ts';
import type { Config } from '#domain/config.ts';
import type { FullPlan, Receipt, RunView, StepView } from '#domain/run-view.ts';
import type { Input } from '#domain/runbook.ts';
import { createNames } from '#slack/views/names.ts';

/* One run with all its cards, in three kinds of texts. */

export interface Texts {
  /** What stands where a person, an author or AWS may write anything. */
  say(text: string): string;
  /** As many as there may be. */
  many<Item>(items: readonly Item[], most?: number): readonly Item[];
}

const repeated = <Item>(items: readonly Item[], most = 100): readonly Item[] =>
  Array.from({ length: most }, (_, index) => items[index % items.length] as Item);

const EVIL =
  '<!channel> <@U66EVIL> </b> &amp; *bold* _slanted_ ~struck~ `code` :tada: \u202Eyldneirf \n> quoted\n• שלום';

export const TEXTS: Readonly<Record<'typical' | 'maximal' | 'hostile', Texts>> = {
  typical: { say: (text) => text, many: (items) => items },
  maximal: { say: (text) => `${text} ${'ma&imal '.repeat(400)}`.slice(0, 3_000), many: repeated },
  hostile: { say: (text) => `${EVIL} ${text} ${EVIL.repeat(20)}`, many: repeated },
};

const at = (time: string): number => Date.parse(`2026-11-21T${time}Z`);
export const ALICE = { id: 'U01ALICE', name: 'Alice' };
const BOB = { id: 'U02BOB', name: 'Bob' };
const RUN = '01JD8Q4F3W';

const GROUPS: Config['groups'] = { sre: { slack: 'S0SRE' }, oncall: { users: ['U01ALICE', 'U02BOB'] } };
export const NAMES = createNames(GROUPS, 'https://acme.slack.com/');

const stepOf = ({ say }: Texts): CardStep => ({ id: 'kafka', number: 2, of: 4, title: say('Restart Kafka') });
const base = (texts: Texts, kind: string) => ({
  purpose: `kafka:3:${kind}`,
  value: kind === 'ask' ? `${RUN}.kafka@1` : `${RUN}.kafka:3`,
  step: stepOf(texts),
  raisedAt: at('08:00:00'),
});

export const approval = (texts: Texts, more: Partial<ApprovalCard> = {}): ApprovalCard => ({
  ...base(texts, 'ask'),
  kind: 'approval',
  plans: texts.many([
    {
      instance: 'kafka',
      title: texts.say('Restart Kafka'),
      changes: texts.many(
        [
          {
            target: texts.say('kafka'),
            what: texts.say('running tasks'),
            before: texts.say('1 (started 06:12)'),
            after: texts.say('1 new'),
          },
        ],
        20,
      ),
    },
  ]),
  impact: texts.say('All Kafka clients lose the broker for 75 to 150 seconds.'),
  undo: texts.say('a restart cannot be taken back; Kafka starts again from its disk'),
  blastRadius: texts.say('1 service of alerting-platform-prod-cluster'),
  warnings: texts.many([], 0),
  votes: [],
  needed: 1,
  groupsInWords: '@sre',
  groups: ['sre'],
  excluded: [ALICE],
  first: ['sre'],
  closesAt: at('08:30:00'),
  planHash: '9f2c41d07a3e5b6c8d90',
  ...more,
});

/** Five plans on one card, two approvals needed and one cast. */
const together = (texts: Texts): ApprovalCard =>
  approval(texts, {
    plans: ['rule-service', 'evaluator', 'aggregator', 'sender', 'rule-updater', 'archiver', 'notifier'].map(
      (service) => ({
        instance: service,
        title: `Restart ${service}`,
        changes: [{ target: service, what: texts.say('deployment'), before: 'ecs-svc/8', after: 'a new one' }],
      }),
    ),
    needed: 2,
    groupsInWords: '2 of @sre and @oncall',
    groups: ['sre', 'oncall'],
    first: ['sre', 'oncall'],
    votes: [{ who: BOB, at: at('08:04:00') }],
    warnings: texts.many([texts.say('evaluator runs a single task: it is away while it restarts')]),
  });

/** Ten changes at most have a text each, below one another. */
const scripts = (texts: Texts): ApprovalCard =>
  approval(texts, {
    plans: [
      {
        instance: 'topics',
        title: texts.say('Create topics'),
        changes: texts.many(
          [
            {
              target: texts.say('i-0aaa, i-0bbb'),
              what: texts.say('runs this script as root'),
              text: texts.say('export TOPIC=\'alerts.new\'\nkafka-topics.sh --create --topic "$TOPIC"'),
            },
          ],
          20,
        ),
      },
    ],
  });

const drifted = (texts: Texts): ApprovalCard =>
  approval(texts, {
    drift: {
      moved: texts.many([
        { what: texts.say('desired count'), was: texts.say('2'), now: texts.say('6 (deployment ecs-svc/9 at 08:04)') },
      ]),
      voided: [BOB],
    },
  });

export const manual = (texts: Texts): ManualCard => ({
  ...base(texts, 'ask'),
  kind: 'manual',
  text: texts.say(
    '1. Open [the API dashboard](https://grafana.example/d/api).\n2. p95 must be **under 300 ms** for 5 minutes.',
  ),
  assign: ['oncall'],
  fields: [],
  closesAt: at('20:30:00'),
});

const choice = (texts: Texts, more: Partial<ChoiceCard> = {}): ChoiceCard => ({
  ...base(texts, 'ask'),
  kind: 'choice',
  question: texts.say('Where should the traffic of **eu-west-1a** go?'),
  options: texts
    .many(
      [
        {
          id: 'b',
          label: texts.say('eu-west-1b'),
          description: texts.say('3 healthy hosts, 41 % load'),
          suggested: true,
          leads: '2 steps',
        },
        { id: 'c', label: texts.say('eu-west-1c'), suggested: false, leads: '2 steps' },
        { id: 'stop', label: texts.say('Nowhere'), suggested: false, leads: 'the run ends as stopped' },
      ],
      10,
    )
    .map((option, i) => ({ ...option, id: i < 3 ? option.id : `${option.id}-${i}`, suggested: i === 0 })),
  assign: ['oncall'],
  closesAt: at('20:30:00'),
  ...more,
});

const lotsOf = (texts: Texts): ChoiceCard['options'] =>
  Array.from({ length: 40 }, (_, i) => ({
    id: `o${i}`,
    label: texts.say(`Option ${i}`),
    suggested: i === 2,
    leads: '1 step',
  }));

const held = (texts: Texts, why: HeldCard['why'] = 'failed'): HeldCard => ({
  ...base(texts, 'held'),
  kind: 'held',
  why,
  cause: texts.say('The new task stopped twice: Essential container in task exited.'),
  lines: texts.many([
    texts.say('java.net.ConnectException: Connection refused localhost:2181'),
    texts.say('task 7f3a stopped: Essential container in task exited (1)'),
  ]),
  changed: texts.many([texts.say('zookeeper restarted')]),
  offers: ['look-again', 'retry', 'skip', 'roll-back', 'stop'],
  until: at('08:34:00'),
});

const unclear = (texts: Texts): UnclearCard => ({
  groups: ['sre'],
  ...base(texts, 'unclear'),
  kind: 'unclear',
  cause: texts.say('Did the restart of kafka happen? The answer was lost at 08:04:10.'),
  evidence: texts.say('Deployment now: ecs-svc/8 (unchanged).'),
  offers: ['say-applied', 'say-not-applied', 'look-again', 'stop'],
  until: at('08:34:00'),
});

const slow = (texts: Texts): SlowCard => ({
  ...base(texts, 'slow'),
  kind: 'slow',
  elapsed: 7 * 60_000,
  timeout: 20 * 60_000,
  progress: texts.say('0 of 1 running; 2 tasks stopped: failed container health checks.'),
  lines: texts.many([texts.say('Connection to node -1 could not be established')]),
  canRollBack: true,
});

const lock = (texts: Texts): LockCard => ({
  ...base(texts, 'lock'),
  kind: 'lock',
  target: texts.say('kafka'),
  holder: { run: '01JD8R77KD', short: '77KD', by: BOB, step: 2, since: at('07:58:00') },
  until: at('08:32:00'),
});

const brokeGlass = (texts: Texts): BreakGlassCard => ({
  ...base(texts, 'break-glass'),
  kind: 'break-glass',
  value: `${RUN}.kafka@1`,
  by: ALICE,
  at: at('08:12:00'),
  incident: 'https://incidents.example.com/812',
  note: texts.say('Nobody of @sre answers, and no alert is delivered.'),
  asked: texts.say('@sre'),
  changes: texts.many([texts.say('kafka running tasks 1 (started 06:12) → 1 new')]),
  groups: ['sre'],
});

const SPANS: Receipt['timeline'] = [
  { step: { number: 1, title: 'Restart Zookeeper' }, kind: 'asked', from: at('07:59:10'), to: at('08:00:02') },
  {
    step: { number: 1, title: 'Restart Zookeeper' },
    kind: 'working',
    from: at('08:00:02'),
    to: at('08:01:40'),
    outcome: 'passed',
  },
  { step: { number: 2, title: 'Restart Kafka' }, kind: 'asked', from: at('08:01:40'), to: at('08:02:30') },
  {
    step: { number: 2, title: 'Restart Kafka' },
    kind: 'working',
    from: at('08:02:30'),
    to: at('08:05:12'),
    outcome: 'passed',
  },
];

const HOWS: readonly Closed['how'][] = [
  'approved',
  'rejected',
  'expired',
  'done',
  'chosen',
  'rolled-back',
  'failed',
  'retried',
  'looked-again',
  'said-applied',
  'said-not-applied',
  'skipped',
  'stopped',
  'void',
  'over',
  'broke-glass',
];
const decided: ReadonlySet<Closed['how']> = new Set(['expired', 'void', 'over']);
const closedBy = (texts: Texts, how: Closed['how']): Closed => ({
  how,
  at: at('08:05:00'),
  ...(decided.has(how) ? {} : { by: [BOB] }),
  ...(how === 'rejected' || how === 'skipped' ? { note: texts.say('Wait for the end of the deployment.') } : {}),
});

/** Every state of every card, by a name for its golden file. */
export const cardsOf = (texts: Texts): Readonly<Record<string, CardView>> => ({
  approval: approval(texts),
  'approval-together': together(texts),
  'approval-drifted': drifted(texts),
  'approval-script': scripts(texts),
  ...Object.fromEntries(HOWS.map((how) => [`closed-${how}`, approval(texts, { closed: closedBy(texts, how) })])),
  'approval-rollback': approval(texts, {
    step: { ...stepOf(texts), id: 'run~undo', title: 'Roll back' },
    rollback: {
      stays: texts.many([
        { title: texts.say('Restart Zookeeper'), reason: texts.say('a restart leaves nothing to put back') },
      ]),
    },
  }),
  choice: choice(texts),
  'choice-many': choice(texts, { options: lotsOf(texts) }),
  'choice-chosen': choice(texts, { closed: { ...closedBy(texts, 'chosen'), note: texts.say('eu-west-1b') } }),
  notice: { ...base(texts, 'notice'), kind: 'notice', text: texts.say('Kafka is **back**; alerts go out again.') },
  reminder: { ...base(texts, 'reminder'), kind: 'reminder', assign: ['oncall'], closesAt: at('20:30:00') },
  'approval-typed': approval(texts, { typed: texts.say('kafka') }),
  'approval-break-glass': approval(texts, { breakGlass: { groups: ['oncall'], from: at('08:10:00') } }),
  escalation: {
    ...base(texts, 'escalation'),
    kind: 'escalation',
    groups: ['sre', 'oncall'],
    askedAt: at('08:00:00'),
    closesAt: at('08:30:00'),
  },
  'break-glass': brokeGlass(texts),
  'break-glass-reviewed': {
    ...brokeGlass(texts),
    closed: { how: 'reviewed', at: at('10:05:00'), by: [BOB], note: texts.say('It was the right thing to do.') },
  },
  'manual-handed-over': { ...manual(texts), assignee: BOB },
  'held-rolled-back': { ...held(texts), closed: closedBy(texts, 'rolled-back') },
  manual: manual(texts),
  'manual-done': { ...manual(texts), closed: closedBy(texts, 'done') },
  held: held(texts),
  'held-refused': held(texts, 'refused'),
  'held-retried': { ...held(texts), closed: closedBy(texts, 'retried') },
  unclear: unclear(texts),
  'unclear-said': { ...unclear(texts), closed: closedBy(texts, 'said-applied') },
  slow: slow(texts),
  'slow-over': { ...slow(texts), closed: closedBy(texts, 'over') },
  lock: lock(texts),
  'lock-over': { ...lock(texts), closed: closedBy(texts, 'over') },
});

const steps = ({ say, many }: Texts, statuses: readonly StepView['status'][]): readonly StepView[] => {
  const titles = ['Restart Zookeeper', 'Restart Kafka', 'Restart the dependents', 'Every service runs what it should'];
  const details = ['1 of 1 running · healthy for 48 s', undefined, '3 of 5', undefined];
  return many(
    titles.map((title, index) => ({ title, detail: details[index], status: statuses[index] ?? 'pending' })),
  ).map(({ title, detail, status }, index) => ({
    id: `step_${index + 1}`,
    number: index + 1,
    title: say(title),
    status,
    ...(detail && status !== 'pending' ? { detail: say(detail) } : {}),
  }));
};

export const receipt = (texts: Texts, more: Partial<Receipt> = {}): Receipt => ({
  headline: 'Succeeded',
  outcomeUnknown: false,
  duration: 372_000,
  applied: 3,
  of: 3,
  changed: texts.many([
    texts.say('zookeeper: restarted, task 41c0 → 9d1e'),
    texts.say('kafka: restarted, task 77ab → 03cf'),
  ]),
  skipped: [],
  notDone: [],
  approvedBy: [BOB],
  undone: [],
  notUndone: [],
  unproven: [],
  timeline: SPANS,
  log: '77aa19c0be51d2',
  ...more,
});

export const run = (texts: Texts, more: Partial<RunView> = {}): RunView => ({
  run: RUN,
  short: '4F3W',
  revision: 7,
  title: texts.say('Restart Zookeeper, Kafka and their dependents, in order'),
  runbook: { id: 'kafka-zookeeper-restart', digest: 'a1b2c3d4e5f60718', commit: '4c11ab7d2e90', owner: 'platform' },
  links: texts.many([{ title: texts.say('What happened last time'), url: 'https://wiki.example.com/kafka-zookeeper' }]),
  environment: { id: 'prod', account: '111122223333', region: 'us-east-1' },
  reason: texts.say('INC-812: no alert was delivered since 07:40'),
  startedBy: ALICE,
  startedAt: at('07:59:00'),
  phase: 'running',
  halting: false,
  headline: 'Waiting for approval · step 2 of 4',
  inputs: texts.many([
    {
      name: 'dependents',
      title: texts.say('Services to restart after Kafka'),
      value: texts.say('rule-service, evaluator, aggregator'),
    },
  ]),
  steps: steps(texts, ['passed', 'waiting', 'pending', 'pending']),
  cards: [approval(texts)],
  ...more,
});

/** Every state of the root, by a name for its golden file. */
export const rootsOf = (texts: Texts): Readonly<Record<string, RunView>> => {
  const ended = { cards: [], endedAt: at('08:05:12') };
  return {
    waiting: run(texts),
    running: run(texts, {
      headline: 'Running · step 3 of 4',
      steps: steps(texts, ['passed', 'skipped', 'active', 'pending']),
      cards: [],
    }),
    held: run(texts, {
      headline: 'Held · step 2 of 4',
      steps: steps(texts, ['passed', 'held', 'pending', 'pending']),
      cards: [held(texts)],
    }),
    succeeded: run(texts, {
      ...ended,
      phase: 'succeeded',
      headline: 'Succeeded',
      steps: steps(texts, ['passed', 'passed', 'passed', 'passed']),
      receipt: receipt(texts),
    }),
    'rolled-back': run(texts, {
      ...ended,
      phase: 'rolled-back',
      headline: 'Rolled back',
      steps: steps(texts, ['passed', 'failed', 'pending', 'passed']),
      receipt: receipt(texts, {
        headline: 'Rolled back',
        undone: texts.many([texts.say('kafka: desired count 4 → 2')]),
        notUndone: texts.many([texts.say('zookeeper: a restart leaves nothing to put back')]),
        unproven: texts.many([texts.say('Scale api: the check "healthy" did not pass')]),
      }),
    }),
    stopped: run(texts, {
      ...ended,
      phase: 'stopped',
      headline: 'Stopped by Bob',
      steps: steps(texts, ['passed', 'failed', 'halted', 'pending']),
      receipt: receipt(texts, {
        headline: 'Stopped by Bob',
        stoppedBy: BOB,
        outcomeUnknown: true,
        applied: 1,
        skipped: texts.many([
          { title: texts.say('Restart Kafka'), by: BOB, reason: texts.say('it is being replaced') },
        ]),
        notDone: texts.many([texts.say('Restart the dependents'), texts.say('Every service runs what it should')]),
      }),
    }),
  };
};

export const fullPlan = ({ say, many }: Texts): FullPlan => ({
  run: RUN,
  short: '4F3W',
  environment: {
    id: 'prod',
    account: '111122223333',
    region: 'us-east-1',
    role: 'arn:aws:iam::111122223333:role/stepward-prod',
  },
  planHash: '9f2c41d07a3e5b6c8d90',
  digest: 'a1b2c3d4e5f60718',
  commit: '4c11ab7d2e90',
  plans: many([
    {
      instance: 'kafka',
      title: say('Restart Kafka'),
      action: 'ecs.restart-service',
      requests: many([
        {
          service: 'ecs',
          operation: 'StopTask',
          params: { cluster: 'alerting-platform-prod-cluster', task: '77ab', reason: say('Stepward run 4F3W') },
        },
      ]),
      guarded: { desired: 1, primary: 'ecs-svc/8', tasks: ['77ab'] },
      targets: many(['arn:aws:ecs:us-east-1:111122223333:service/alerting-platform-prod-cluster/kafka']),
      blastRadius: say('1 service of alerting-platform-prod-cluster'),
      undo: say('a restart cannot be taken back'),
      warnings: many([say('the host port leaves no room for a second task')]),
    },
  ]),
});

const input = (texts: Texts, name: string, more: Partial<Input> & Pick<Input, 'type'>): Input => ({
  name,
  title: texts.say(`The ${name}`),
  description: texts.say('What it is for.'),
  required: true,
  secret: false,
  ...more,
});

/** One input for each element of the form. */
export const inputsOf = (texts: Texts): readonly Input[] => [
  input(texts, 'service', { type: 'string', default: texts.say('kafka'), minLength: 1, maxLength: 64 }),
  input(texts, 'message', { type: 'string', maxLength: 1_000, required: false }),
  input(texts, 'color', { type: 'string', enum: [...new Set(texts.many(['red', 'green']))], default: 'green' }),
  input(texts, 'kind', { type: 'string', enum: [texts.say('slow'), texts.say('fast')], default: texts.say('slow') }),
  input(texts, 'count', { type: 'integer', min: 1, max: 20, default: 2 }),
  input(texts, 'ratio', { type: 'number', min: 0.5, required: false }),
  input(texts, 'force', { type: 'boolean', default: false }),
  input(texts, 'dependents', { type: 'array', items: 'string', default: texts.many(['rule-service', 'evaluator']) }),
  input(texts, 'zones', { type: 'array', items: 'string', enum: ['a', 'b', 'c'], default: ['a', 'b'] }),
];

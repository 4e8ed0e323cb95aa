import { describe, expect, it } from '@jest/globals';
import type { HomeView, ModalView } from '@slack/types';
import { isObject } from '#domain/json.ts';
import { markdownModal } from '#slack/views/as-markdown.ts';
import type { Message } from '#slack/views/blocks.ts';
import { drawCard } from '#slack/views/card.ts';
import { catalogue } from '#slack/views/catalogue.ts';
import { detailsModal } from '#slack/views/details.ts';
import { drawEnded } from '#slack/views/ended.ts';
import { fullPlanModal } from '#slack/views/full-plan.ts';
import { handOverForm } from '#slack/views/hand-over.ts';
import { help } from '#slack/views/help.ts';
import { type Home, type HomeFilter, homeView } from '#slack/views/home.ts';
import { NOTED } from '#slack/views/ids.ts';
import { inputField } from '#slack/views/input-field.ts';
import { note } from '#slack/views/note.ts';
import { noteForm } from '#slack/views/note-form.ts';
import { pickRunbookForm } from '#slack/views/pick-runbook.ts';
import { reviewForm } from '#slack/views/review.ts';
import { drawPlainRoot, drawRoot } from '#slack/views/root.ts';
import { MOST_RUNS, runList } from '#slack/views/run-list.ts';
import { scheduleList } from '#slack/views/schedules.ts';
import { type Given, startForm } from '#slack/views/start-form.ts';
import { incidentField, typedField } from '#slack/views/typed-field.ts';
import { expectGolden } from '../golden.ts';
import { expectOpenable, expectSendable } from '../limits.ts';
import {
  ALICE,
  approval,
  cardsOf,
  fullPlan,
  inputsOf,
  NAMES,
  receipt,
  rootsOf,
  run,
  TEXTS,
  type Texts,
} from '../samples.ts';

const named = <From, To>(
  prefix: string,
  from: Readonly<Record<string, From>>,
  draw: (from: From) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(from).map(([name, each]) => [`${prefix}${name}`, draw(each)]));

const runLine = ({ say }: Texts) => ({
  run: '01JD8Q4F3W',
  short: '4F3W',
  title: say('Restart Kafka'),
  environment: 'prod',
  headline: say('Waiting for approval · step 2 of 4'),
  reason: say('INC-812: no alert was delivered since 07:40'),
  startedBy: ALICE,
  startedAt: Date.parse('2026-11-21T07:59:00Z'),
  channel: 'C0PRODOPS',
  ts: '1795248000.000100',
});

const startable = ({ say }: Texts) => ({
  id: 'kafka-zookeeper-restart',
  title: say('Restart Kafka'),
  summary: say('Kafka lost Zookeeper.'),
  environments: ['prod', 'staging'],
});

const schedule = ({ say }: Texts) => ({
  id: 'nightly',
  runbook: 'kafka-zookeeper-restart',
  environment: 'prod',
  channel: 'C0PRODOPS',
  cron: '0 6 * * 1-5',
  timeZone: 'Europe/Berlin',
  next: Date.parse('2026-11-23T05:00:00Z'),
  trouble: say('There is no runbook of that name.'),
});

const ended = (texts: Texts) =>
  Object.fromEntries(Object.entries(rootsOf(texts)).filter(([, { receipt: has }]) => has));

const messages = (texts: Texts): Readonly<Record<string, Message>> => ({
  ...named('card-', cardsOf(texts), (card) => drawCard(run(texts), card, NAMES)),
  ...named('root-', rootsOf(texts), drawRoot),
  ...named('plain-root-', rootsOf(texts), drawPlainRoot),
  ...named('ended-', ended(texts), (each) => drawEnded(each, each.receipt ?? receipt(texts))),
  catalogue: catalogue(texts.many([startable(texts)])),
  'catalogue-empty': catalogue([]),
  runs: runList(texts.many([runLine(texts)], MOST_RUNS), NAMES),
  'runs-none': runList([], NAMES),
  help: help(),
  schedules: scheduleList(texts.many([schedule(texts)])),
  'schedules-none': scheduleList([]),
  'help-unknown': help({ typed: texts.say('strat'), meant: 'start' }),
  note: note(texts.say('You asked for this, so someone else in @sre must approve it.')),
});

const form = (texts: Texts, environments: readonly string[], more: { readonly context?: string } = {}, given?: Given) =>
  startForm(
    {
      runbook: {
        id: 'kafka-zookeeper-restart',
        title: texts.say('Restart Kafka'),
        summary: texts.say('Kafka lost Zookeeper.'),
      },
      inputs: inputsOf(texts),
      environment: { id: 'prod', reason: 'required' },
      environments,
      choices: { message: texts.many(['ecs-svc/8', 'ecs-svc/9']).map((one, i) => `${one}${i}`) },
      notice: texts.say('Changes production. One approval of @sre is needed before each step that changes something.'),
    },
    { channel: 'C0PRODOPS', ...more },
    given,
  );

const about = { value: '01JD8Q4F3W.kafka@1', openedFor: 'U02BOB', planHash: '9f2c41d07a3e5b6c8d90' };
const reviewed = (texts: Texts) => ({ run: run(texts), card: approval(texts), plan: fullPlan(texts) });

const modals = (texts: Texts): Readonly<Record<string, ModalView>> => ({
  'start-form': form(texts, ['prod', 'staging']),
  'start-form-one-environment': form(texts, ['prod']),
  'start-form-given': form(
    texts,
    ['prod'],
    { context: 'https://acme.slack.com/archives/C1/p1795248000000100' },
    {
      inputs: { service: texts.say('zookeeper') },
      reason: texts.say('INC-812'),
    },
  ),
  'start-form-no-channel': startForm(
    {
      runbook: { id: 'restart-one', title: texts.say('Restart one') },
      inputs: [],
      environment: { id: 'prod', reason: 'optional' },
      environments: ['prod'],
      choices: {},
      notice: 'Changes production.',
    },
    {},
  ),
  review: reviewForm(reviewed(texts), about),
  'review-typed': reviewForm(
    { ...reviewed(texts), card: approval(texts, { typed: texts.say('kafka') }) },
    { ...about, channel: 'C0PRODOPS', ts: '1.2', thread: '1.0' },
  ),
  'hand-over': handOverForm({ value: '01JD8Q4F3W.kafka@1', channel: 'C0PRODOPS', ts: '1.2' }),
  'note-break-glass-typed': noteForm('break-glass', { value: '01JD8Q4F3W.kafka@1', channel: 'C0PRODOPS', ts: '1.2' }, [
    incidentField,
    typedField(texts.say('kafka')),
  ]),
  'pick-runbook': pickRunbookForm(
    texts.many([startable(texts)]).map((each, i) => ({ ...each, id: `${each.id}-${i}` })),
    { channel: 'C0PRODOPS' },
  ),
  'pick-runbook-none': pickRunbookForm([], {}),
  ...named('markdown-', ended(texts), markdownModal),
  'full-plan': fullPlanModal(fullPlan(texts)),
  ...named('details-', rootsOf(texts), detailsModal),
  'note-done-fields': noteForm(
    'done',
    { value: '01JD8Q4F3W.kafka@1', channel: 'C0PRODOPS', ts: '1.2' },
    inputsOf(texts).map((each) => inputField(each, 'done')),
  ),
  ...Object.fromEntries(
    NOTED.map((verb) => [
      `note-${verb}`,
      noteForm(verb, { value: '01JD8Q4F3W.kafka@1', channel: 'C0PRODOPS', ts: '1.2' }),
    ]),
  ),
});

const home = (texts: Texts, filter: HomeFilter): Home => ({
  waiting: texts.many(
    [
      { run: runLine(texts), card: approval(texts) },
      { run: runLine(texts), card: cardsOf(texts)['manual'] ?? fail() },
      { run: runLine(texts), card: cardsOf(texts)['held'] ?? fail() },
    ],
    40,
  ),
  reviews: texts.many(
    [
      {
        run: '01JD8Q4F3W',
        short: '4F3W',
        title: texts.say('Restart Kafka'),
        environment: 'prod',
        by: ALICE,
        at: Date.parse('2026-11-20T08:12:00Z'),
        incident: 'https://incidents.example.com/812',
        channel: 'C0PRODOPS',
        ts: '1795248000.000100',
      },
    ],
    40,
  ),
  runs: texts.many([runLine(texts)], 40),
  filter,
  drawnAt: Date.parse('2026-11-21T08:06:15Z'),
});

const homes = (texts: Texts): Readonly<Record<string, HomeView>> => ({
  home: homeView(home(texts, 'active'), NAMES),
  'home-empty': homeView(
    { waiting: [], reviews: [], runs: [], filter: 'mine', drawnAt: Date.parse('2026-11-21T08:06:15Z') },
    NAMES,
  ),
});

describe.each(Object.entries(TEXTS))('with %s texts', (kind, texts) => {
  it.each(Object.entries(messages(texts)))(
    'the message %s is one that Slack takes, under 8 kB, with everything escaped',
    (name, drawn) => {
      expectSendable(drawn);
      if (kind === 'typical') expectGolden(name, drawn);
    },
  );

  it.each(Object.entries(homes(texts)))(
    'App Home %s is one that Slack shows, with everything escaped',
    (name, drawn) => {
      expectOpenable(drawn);
      if (kind === 'typical') expectGolden(name, drawn);
    },
  );

  it.each(Object.entries(modals(texts)))(
    'the modal %s is one that Slack opens, with everything escaped',
    (name, drawn) => {
      expectOpenable(drawn);
      if (kind === 'typical') expectGolden(name, drawn);
    },
  );
});

const withType = (drawn: unknown, type: string): readonly Readonly<Record<string, unknown>>[] => {
  if (Array.isArray(drawn)) return drawn.flatMap((each) => withType(each, type));
  if (!isObject(drawn)) return [];
  return [...(drawn['type'] === type ? [drawn] : []), ...Object.values(drawn).flatMap((each) => withType(each, type))];
};

describe('cards', () => {
  it.each(Object.entries(cardsOf(TEXTS.typical)))(
    '%s has buttons exactly while it is open, and they carry its value',
    (_, card) => {
      const drawn = drawCard(run(TEXTS.typical), card, NAMES);
      const values = withType(drawn.blocks, 'button').map(({ value }) => value);
      const isTold = ['notice', 'reminder', 'escalation'].includes(card.kind);
      if (card.closed || isTold) expect(values).toEqual([]);
      else expect(new Set(values).has(card.value)).toBe(true);
      expect(values.length).toBeLessThanOrEqual(5);
    },
  );

  it('an approval says everything in the order in which it is read at night', () => {
    const { blocks, text } = drawCard(run(TEXTS.typical), cardsOf(TEXTS.typical)['approval-drifted'] ?? fail(), NAMES);
    const all = JSON.stringify(blocks);
    const order = [
      'Changed since it was shown',
      'Approval needed',
      'INC-812',
      'running tasks',
      'Users will notice',
      'If it goes wrong',
      '0 of 1',
      'expires',
      'may not approve',
      'Reject…',
      'Full plan',
    ];
    const places = order.map((words) => all.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain('until 08:30 UTC · run 4F3W 2/4');
  });
});

describe('the root', () => {
  it('keeps the id of its plan, or Slack would fold it up at every update', () => {
    for (const view of Object.values(rootsOf(TEXTS.typical)))
      expect(withType(drawRoot(view).blocks, 'plan')).toMatchObject([{ block_id: 'run.plan' }]);
  });

  it('shows at most 40 tasks, the step that is going on among them', () => {
    const steps = Array.from({ length: 100 }, (_, index) => ({
      id: `s${index}`,
      number: index + 1,
      title: `Step ${index + 1}`,
      status: index < 70 ? ('passed' as const) : index === 70 ? ('active' as const) : ('pending' as const),
    }));
    const tasks = withType(drawRoot(run(TEXTS.typical, { steps, cards: [] })).blocks, 'task_card').map(
      ({ title }) => title,
    );
    expect(tasks).toHaveLength(40);
    expect(tasks).toContain('Step 71');
    expect([tasks[0], tasks.at(-1)]).toEqual(['60 earlier steps', '2 later steps']);
  });
});

function fail(): never {
  throw new Error('no such sample');
}

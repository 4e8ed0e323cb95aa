import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { ALICE, BOB, CAROL, PROD, until } from '../practice/slack/stage.ts';
import { approval, TEXTS } from './samples.ts';
import { type AppStage, openAppStage } from './stage.ts';

/* What people read who see a card, or know what a run is called, but are not of those whom it is told: the real Bolt and a strict Slack. */

const EVE = 'U04EVE';
const RUN = '01JD8Q4F3W';

let stage: AppStage;
beforeEach(async () => {
  stage = await openAppStage();
  await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart');
  await until(stage.slack, () => modal(ALICE) !== undefined);
  await stage.slack.submitView(ALICE, modal(ALICE)?.id ?? '', { reason: 'INC-812' });
  await until(stage.slack, () => root()?.replies.length === 1);
});
afterEach(async () => {
  const complaints = stage.slack.complaints();
  await stage.end();
  expect(complaints).toEqual([]);
});

const channel = (person: string): readonly SeenMessage[] =>
  stage.slack.view(person).places.find(({ id }) => id === PROD)?.messages ?? [];
const root = () => channel(ALICE)[0];
const cardTs = (): string => root()?.replies[0]?.ts ?? '';
const rootTs = (): string => root()?.ts ?? '';
const modal = (person: string) => stage.slack.view(person).modals.at(-1);
const home = (person: string): string => JSON.stringify(stage.slack.view(person).home?.blocks ?? []);
const whispers = (person: string): string =>
  JSON.stringify(
    channel(person)
      .flatMap((each) => [each, ...each.replies])
      .filter(({ isEphemeral }) => isEphemeral),
  );
const told = (person: string, words: string): Promise<void> =>
  until(stage.slack, () => whispers(person).includes(words));

const end = async (): Promise<void> => {
  await stage.slack.click(BOB, { ts: cardTs(), actionId: 'decide.approve' });
  await until(stage.slack, () => JSON.stringify(root()?.blocks).includes('run.more'));
};

describe.each([
  ['a guest', CAROL],
  ['somebody of another organisation', EVE],
])('%s', (_, who) => {
  const REFUSED = 'Only members of this workspace';

  it.each([
    ['Full plan', 'full-plan', cardTs],
    ['Details', 'details', rootTs],
  ])('reads nothing by %s', async (_label, actionId, ts) => {
    await stage.slack.click(who, { ts: ts(), actionId });
    await told(who, REFUSED);
    expect(modal(who)).toBeUndefined();
  });

  it('reads nothing by Approve… of a card that asks to type a name', async () => {
    stage.engine.change({}, [approval(TEXTS.typical, { typed: 'kafka' })]);
    await until(stage.slack, () => JSON.stringify(root()?.replies[0]?.blocks).includes('Approve…'));
    await stage.slack.click(who, { ts: cardTs(), actionId: 'review' });
    await told(who, REFUSED);
    expect(modal(who)).toBeUndefined();
  });

  it.each([`markdown ${RUN}`, `again ${RUN}`])('reads nothing by %s', async (selected) => {
    await end();
    await stage.slack.click(who, { ts: rootTs(), actionId: 'run.more', selected });
    await told(who, REFUSED);
    expect(modal(who)).toBeUndefined();
  });

  it.each(['runs', `show ${RUN}`, 'schedules', `stop ${RUN}`])('reads nothing by a mention with %s', async (words) => {
    await stage.slack.post(who, PROD, `@Stepward ${words}`);
    await told(who, REFUSED);
    expect(whispers(who)).not.toContain('INC-812');
  });

  it('has an App Home without runs', async () => {
    await stage.slack.openHome(who);
    await until(stage.slack, () => home(who).includes(REFUSED));
    expect(home(who)).not.toContain('INC-812');
  });
});

it('a guest reads nothing by a command', async () => {
  await stage.slack.command(CAROL, PROD, '/runbook runs');
  await told(CAROL, 'Only members of this workspace');
  expect(whispers(CAROL)).not.toContain('INC-812');
});

describe('a member who is not in the private channel of a run', () => {
  const hide = () =>
    stage.slack.change({
      channels: stage.slack.channels().map((each) => ({ ...each, private: true, members: [ALICE] })),
    });

  it('is shown neither what waits there nor what was approved alone there', async () => {
    stage.engine.broken = [
      {
        run: RUN,
        ask: 'kafka@1',
        surface: 'practice',
        by: { id: ALICE, name: 'Alice' },
        at: 0,
        incident: 'https://incidents.example.com/812',
        groups: ['sre'],
        short: '4F3W',
        title: 'Restart Kafka',
        environment: 'prod',
        channel: PROD,
      },
    ];
    hide();
    await stage.slack.openHome(BOB);
    await stage.slack.openHome(ALICE);
    await until(stage.slack, () => home(ALICE).includes('To be reviewed') && home(BOB).includes('None.'));
    expect(home(BOB)).toContain('Nothing waits for you.');
    expect(home(BOB)).not.toContain('incidents.example.com');
  });
});

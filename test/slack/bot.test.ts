import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Failure } from '#domain/failure.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import { ALICE, BOB, PROD, until } from '../practice/slack/stage.ts';
import { type AppStage, openAppStage } from './stage.ts';

/* The real Bolt over real Socket Mode, a Slack that refuses what Slack refuses, and a small engine. */

let stage: AppStage;
/** What Slack is expected to have refused. */
let refused: string[];
beforeEach(async () => {
  refused = [];
  stage = await openAppStage();
});
afterEach(async () => {
  const complaints = stage.slack.complaints();
  await stage.end();
  expect(complaints).toEqual(refused);
});

const channel = (person: string): readonly SeenMessage[] =>
  stage.slack.view(person).places.find(({ id }) => id === PROD)?.messages ?? [];
const everything = (person: string): readonly SeenMessage[] =>
  channel(person).flatMap((each) => [each, ...each.replies]);
const whispers = (person: string): readonly string[] =>
  everything(person)
    .filter(({ isEphemeral }) => isEphemeral)
    .map(({ text }) => text);
const modal = (person: string) => stage.slack.view(person).modals.at(-1);
const settled = (isTrue: () => boolean): Promise<void> => until(stage.slack, isTrue);

async function openForm(): Promise<string> {
  expect(await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart')).toEqual({ ok: true });
  await settled(() => modal(ALICE) !== undefined);
  return modal(ALICE)?.id ?? '';
}

async function startRun(): Promise<void> {
  expect(await stage.slack.submitView(ALICE, await openForm(), { reason: 'INC-812' })).toEqual({ ok: true });
  await settled(() => channel(BOB)[0]?.replies.length === 1);
}

const card = () => channel(BOB)[0]?.replies[0];
const click = (person: string, actionId: string, ts = card()?.ts ?? '') => stage.slack.click(person, { ts, actionId });

describe('a run in Slack', () => {
  it('is started from a form, asked for in its thread, approved by a second person, and ends with a reply to the starter', async () => {
    await startRun();
    expect(stage.engine.started).toMatchObject([
      {
        runbook: 'kafka-zookeeper-restart',
        environment: 'prod',
        reason: 'INC-812',
        by: ALICE,
        channel: PROD,
        surface: 'practice',
        inputs: {
          service: 'kafka-prod',
          color: 'green',
          count: '2',
          force: 'false',
          dependents: 'rule-service\nevaluator',
          zones: ['a', 'b'],
        },
      },
    ]);
    expect(channel(BOB)).toMatchObject([{ text: expect.stringContaining('Restart Zookeeper, Kafka') }]);
    expect(card()?.text).toContain('Approve?');
    expect(stage.slack.view(BOB).mentions[BOB]).toBe(1);

    expect(await click(BOB, 'decide.approve')).toEqual({ ok: true });
    await settled(() => channel(BOB)[0]?.replies.length === 2);
    expect(stage.engine.decided).toMatchObject([
      { verb: 'approve', by: BOB, value: '01JD8Q4F3W.kafka@1', message: { channel: PROD, ts: card()?.ts } },
    ]);
    await settled(() => card()?.isEdited === true && channel(BOB)[0]?.isEdited === true);
    expect(card()?.text).toContain('Approved by Bob');
    expect(JSON.stringify(card()?.blocks)).not.toContain('"button"');
    expect(channel(BOB)[0]?.text).toContain('Succeeded');
    expect(JSON.stringify(channel(BOB)[0]?.replies[1]?.blocks)).toContain('<@U01ALICE> *Succeeded*');
    expect(stage.logged).toEqual([]);
  });

  it('tells the requester, and nobody else, why the own click does not count', async () => {
    await startRun();
    expect(await click(ALICE, 'decide.approve')).toEqual({ ok: true });
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)).toEqual(['You asked for this, so someone else in @sre must approve it.']);
    expect(everything(BOB).some(({ isEphemeral }) => isEphemeral)).toBe(false);
  });

  it('asks for a reason before a rejection and hands it over', async () => {
    await startRun();
    await click(BOB, 'note.reject');
    await settled(() => modal(BOB) !== undefined);
    const id = modal(BOB)?.id ?? '';
    expect(await stage.slack.submitView(BOB, id, {})).toMatchObject({
      ok: false,
      errors: { note: expect.any(String) },
    });
    stage.engine.answer = { refused: 'Carol was first: approved at 08:04.' };
    expect(await stage.slack.submitView(BOB, id, { note: ' not now ' })).toEqual({ ok: true });
    await settled(() => whispers(BOB).length === 1);
    expect(stage.engine.decided).toEqual([
      {
        verb: 'reject',
        by: BOB,
        team: 'T0PRACTICE',
        value: '01JD8Q4F3W.kafka@1',
        note: 'not now',
        message: { channel: PROD, ts: card()?.ts },
      },
    ]);
    expect(whispers(BOB)).toEqual(['Carol was first: approved at 08:04.']);
    expect(card()?.replies).toEqual([]);
  });

  it('shows the exact requests behind Full plan and everything else behind Details', async () => {
    await startRun();
    await click(BOB, 'full-plan');
    await settled(() => modal(BOB) !== undefined);
    expect(JSON.stringify(modal(BOB)?.content)).toContain('ecs:StopTask');
    await stage.slack.closeView(BOB, modal(BOB)?.id ?? '');
    await click(BOB, 'details', channel(BOB)[0]?.ts);
    await settled(() => modal(BOB) !== undefined);
    expect(JSON.stringify(modal(BOB)?.content)).toContain('account `111122223333`');
  });
});

describe('the form of a start', () => {
  it('is drawn anew for another environment, with its defaults', async () => {
    const viewId = await openForm();
    expect(JSON.stringify(modal(ALICE)?.content)).toContain('kafka-prod');
    await stage.slack.click(ALICE, { viewId, actionId: 'start.environment', selected: 'staging' });
    await settled(() => JSON.stringify(modal(ALICE)?.content).includes('Changes staging.'));
    expect(JSON.stringify(modal(ALICE)?.content)).toContain('kafka-staging');
    expect(await stage.slack.submitView(ALICE, viewId, { reason: 'drill' })).toEqual({ ok: true });
    expect(stage.engine.started).toMatchObject([{ environment: 'staging', inputs: { service: 'kafka-staging' } }]);
    await settled(() => channel(BOB)[0]?.replies.length === 1);
  });

  it('says under each field what is wrong with it, and starts once however often it is sent', async () => {
    const viewId = await openForm();
    expect(await stage.slack.submitView(ALICE, viewId, { reason: 'because' })).toEqual({
      ok: false,
      errors: { reason: 'Say why now. And more.', 'input:prod:count': 'Too many.' },
    });
    expect(await stage.slack.submitView(ALICE, viewId, { reason: 'INC-812' })).toEqual({ ok: true });
    expect(stage.engine.started.map(({ startKey }) => startKey)).toEqual([viewId, viewId]);
    await settled(() => channel(BOB)[0]?.replies.length === 1);
  });

  it('opens from the catalogue too, and says why where there is none', async () => {
    await stage.slack.command(ALICE, PROD, '/runbook');
    await settled(() => channel(ALICE).length === 1);
    expect(channel(ALICE)[0]?.isEphemeral).toBe(true);
    await stage.slack.click(ALICE, { ts: channel(ALICE)[0]?.ts ?? '', actionId: 'start' });
    await settled(() => modal(ALICE) !== undefined);
    await stage.slack.command(BOB, PROD, '/runbook start kafak');
    await settled(() => whispers(BOB).length === 1);
    expect(whispers(BOB)).toEqual(['There is no runbook "kafak" here.']);
  });
});

describe('/runbook', () => {
  const told = async (line: string): Promise<string> => {
    await stage.slack.command(BOB, PROD, line);
    await settled(() => whispers(BOB).length > 0);
    return JSON.stringify(everything(BOB).find(({ isEphemeral }) => isEphemeral)?.blocks);
  };

  it('lists the latest runs, and says when there are none', async () => {
    expect(await told('/runbook runs')).toContain('Nothing has been run yet.');
  });

  it('links a run in the list to its thread', async () => {
    await startRun();
    const ts = channel(BOB)[0]?.ts.replace('.', '');
    expect(await told('/runbook runs')).toContain(`archives/${PROD}/p${ts}|thread>`);
  });

  it('guesses what was meant', async () => {
    expect(await told('/runbook strat')).toContain('Did you mean `/runbook start`?');
  });

  it('stops a run by the end of its id', async () => {
    await startRun();
    expect(await told('/runbook stop 4f3w')).toContain('Run `4F3W` is being stopped'.replaceAll('`', ''));
    expect(stage.engine.decided).toEqual([{ verb: 'stop', by: BOB, team: 'T0PRACTICE', value: '01JD8Q4F3W' }]);
  });

  it('shows a run in a form, and says so where there is none', async () => {
    await startRun();
    await stage.slack.command(BOB, PROD, '/runbook show 4F3W');
    await settled(() => modal(BOB) !== undefined);
    expect(await told('/runbook show 0000')).toContain('There is no run whose id ends with 0000.');
  });
});

describe('when something goes wrong', () => {
  it('a refusal reads as it is', async () => {
    stage.engine.trouble = new Failure('refused', 'not-here', 'Runs are not started here.', {
      hint: 'Go to #prod-ops.',
    });
    await stage.slack.command(ALICE, PROD, '/runbook');
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)).toEqual(['Runs are not started here. Go to #prod-ops.']);
    expect(stage.logged).toEqual([]);
  });

  it('a bug is an internal error with a reference, under which the log has the cause', async () => {
    stage.engine.trouble = new Error('secret table is missing');
    await stage.slack.command(ALICE, PROD, '/runbook');
    await settled(() => whispers(ALICE).length === 1);
    const [, reference = 'none'] =
      /^Internal error\. Nothing more was done\. \((\w{8})\)$/.exec(whispers(ALICE)[0] ?? '') ?? [];
    expect(stage.logged).toEqual([expect.stringContaining(`error ${reference} internal-error`)]);
    expect(stage.logged[0]).toContain('secret table is missing');
  });

  it('a form that failed leaves its person an answer in the channel it came from', async () => {
    await startRun();
    await click(BOB, 'note.reject');
    await settled(() => modal(BOB) !== undefined);
    stage.engine.trouble = new Failure('transient', 'store-busy', 'The database did not answer.');
    await stage.slack.submitView(BOB, modal(BOB)?.id ?? '', { note: 'not now' });
    await settled(() => whispers(BOB).length === 1);
    expect(whispers(BOB)[0]).toMatch(/^The database did not answer\. Try again in a moment\. \(\w{8}\)$/);
  });

  it('a message that somebody deleted is posted anew', async () => {
    await startRun();
    refused = ['chat.update: message_not_found'];
    const before = card()?.ts;
    await stage.call('chat.delete', { channel: PROD, ts: before });
    await click(BOB, 'decide.stop', channel(BOB)[0]?.ts);
    await settled(() => channel(BOB)[0]?.replies.length === 2);
    expect(channel(BOB)[0]?.replies.map(({ ts }) => ts)).not.toContain(before);
  });
});

describe('a form that Slack does not open any more', () => {
  beforeEach(async () => {
    await stage.end();
    stage = await openAppStage({ deadlines: { ack: 3_000, trigger: 0 } });
    refused = ['views.open: expired_trigger_id'];
  });

  it('is answered with what to do, and the log has why', async () => {
    await stage.slack.command(ALICE, PROD, '/runbook start kafka-zookeeper-restart');
    await settled(() => whispers(ALICE).length === 1);
    expect(whispers(ALICE)[0]).toMatch(/^Slack waits 3 seconds for a form.* Try again in a moment\. \(\w{8}\)$/);
    expect(stage.logged).toEqual([expect.stringContaining('too-late')]);
  });
});

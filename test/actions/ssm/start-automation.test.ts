import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { automation, nightly, script, systemsWorld } from '../systems-world.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';

const action = actionOf('ssm.start-automation');
const role = 'arn:aws:iam::111122223333:role/stepward-prod';
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(systemsWorld());
});
afterEach(() => stage.close());

const drain = { document: automation, parameters: { Service: 'busy' } };
const ask = (input: JsonObject) => action.plan(input, stage.read, stage.ctx());
const start = async (input: JsonObject) => sendAll(stage, action, begin(stage, await plan(stage, action, input)));
const signal = (walk: { receipts: readonly JsonObject[] }, SignalType: string) =>
  stage.practice.perform(
    'SendAutomationSignal',
    { AutomationExecutionId: walk.receipts[0]?.['execution'] ?? '', SignalType },
    role,
  );

describe('the request', () => {
  it('pins the version, and carries the token and the tags of the step', async () => {
    const { requests, changes } = await ask(drain);
    expect(requests).toMatchObject([
      {
        params: {
          DocumentVersion: '1',
          ClientToken: stage.ctx().token,
          Parameters: { Service: ['busy'] },
          Tags: [
            { Key: 'stepward:run', Value: stage.ctx().run },
            { Key: 'stepward:step', Value: 'step' },
          ],
        },
      },
    ]);
    expect(changes[0]?.text).toBe(JSON.stringify({ Service: ['busy'] }, null, 2));
  });

  it.each([
    ['none', 'Systems Manager has no document none.'],
    [script, `${script} is a document of type Command, not Automation.`],
  ])('of %s is refused', async (document, words) => {
    expect((await ask({ document })).refuse).toBe(words);
  });

  it('names the steps of a list as tags allow', async () => {
    const planned = await action.plan(drain, stage.read, stage.ctx({ step: 'drain~2' }));
    expect(planned.requests[0]?.params['Tags']).toContainEqual({ Key: 'stepward:step', Value: 'drain.2' });
  });

  it('asks to pass the role that the automation is given', async () => {
    const { plan: kept } = await ask({ document: nightly, parameters: { AutomationAssumeRole: role } });
    expect(action.iam(kept)).toContainEqual({ Effect: 'Allow', Action: ['iam:PassRole'], Resource: [role] });
  });
});

describe('an approval', () => {
  it('that is not handed on is waited for, and said', async () => {
    const walk = await start(drain);
    stage.pass(2);
    const waiting = await action.verify(walk.plan, stage.read, stage.ctx(walk));
    expect(waiting).toMatchObject({
      state: 'slow',
      progress: 'waits for approval in Systems Manager by an approver of step ask',
    });
    await signal(walk, 'Approve');
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok', progress: 'Success' });
  });

  it('that is handed on is sent once the automation waits', async () => {
    const walk = begin(stage, await plan(stage, action, { ...drain, approve: true }));
    const started = await sendAll(stage, action, walk, 1);
    expect(await action.ready(started.plan, 1, stage.read, stage.ctx(started))).toBe('wait');
    stage.pass(2);
    expect(await action.ready(started.plan, 1, stage.read, stage.ctx(started))).toBe('go');
    await sendAll(stage, action, started);
    expect((await verifyAll(stage, action, started)).at(-1)?.state).toBe('ok');
  });

  it('that is never asked for stops the step', async () => {
    const walk = begin(
      stage,
      await plan(stage, action, { document: nightly, parameters: { Pause: '1' }, approve: true }),
    );
    const started = await sendAll(stage, action, walk, 1);
    stage.pass(20);
    expect(await action.ready(started.plan, 1, stage.read, stage.ctx(started))).toEqual({
      stop: 'the automation ended as Success before it asked for an approval',
    });
  });
});

describe('the end', () => {
  it('is a failure when it is rejected or fails, in the words of Systems Manager', async () => {
    const rejected = await start(drain);
    stage.pass(2);
    await signal(rejected, 'Reject');
    const [verdict] = await verifyAll(stage, action, rejected);
    expect(verdict).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/^Rejected: Step ask was rejected by/),
    });
  });
});

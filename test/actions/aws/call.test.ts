import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { account, actionOf, region, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster, world } from '../world.ts';

const action = actionOf('aws.call');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

const arn = `arn:aws:ecs:${region}:${account}:service/${cluster}/api`;
const tags = { operation: 'ListTagsForResource', parameters: { resourceArn: arn } };
const call = {
  service: 'ecs',
  operation: 'TagResource',
  parameters: { resourceArn: arn, tags: [{ key: 'owner', value: 'payments' }] },
  risk: 'changes',
  target: arn,
};
const guard = { ...tags, fields: ['tags'] };
const verify = { ...tags, field: 'tags.0.value', equals: 'payments' };
const unguarded = 'tags guard nothing';
const ask = (more: JsonObject) => action.plan({ ...call, ...more }, stage.read, stage.ctx());

describe('the card', () => {
  it('shows the request as it is sent, what proves it, and what is guarded', async () => {
    const planned = await plan(stage, action, { ...call, guard, verify });
    expect(planned.changes).toEqual([
      { target: 'service/c/api', what: 'tags.0.value', before: 'null', after: 'payments' },
      {
        target: 'service/c/api',
        what: 'ecs:TagResource is sent exactly so',
        text: JSON.stringify(call.parameters, null, 2),
      },
    ]);
    expect(planned.guarded).toEqual({ 'ListTagsForResource tags': [] });
    expect(planned.requests).toEqual([{ service: 'ecs', operation: 'TagResource', params: call.parameters }]);
    expect(planned.warnings).toEqual([]);
  });

  it('warns of what is not guarded, not proven, or destroys', async () => {
    expect((await ask({ unguarded, risk: 'destroys' })).warnings).toEqual([
      'Its author says that it destroys something.',
      `Nothing guards it: ${unguarded}`,
      'Nothing proves it but the answer of AWS.',
    ]);
  });
});

describe('a plan', () => {
  it('needs a guard or a reason, and not both', async () => {
    await expect(ask({})).rejects.toThrow('either "guard" or');
    await expect(ask({ guard, unguarded })).rejects.toThrow('either "guard" or');
  });

  it('is refused for a call that is not listed, and for one that AWS would not understand', async () => {
    expect((await ask({ guard, operation: 'UntagResource' })).refuse).toContain('there is only ecs:TagResource');
    expect((await ask({ guard, parameters: { resourceArn: arn, tag: [] } })).refuse).toContain('"tags" is missing');
  });

  it('is refused when a field of the guard is not there', async () => {
    await expect(ask({ guard: { ...guard, fields: ['tag'] } })).rejects.toMatchObject({ code: 'no-such-field' });
  });

  it('has nothing to do when it is so already', async () => {
    await stage.practice.perform('TagResource', call.parameters);
    expect((await ask({ guard, verify })).nothingToDo).toBe('tags.0.value is payments already.');
  });
});

describe('a lost answer', () => {
  const journal = () => ({ begunAt: stage.now(), token: 't', mark: 'm', sessionName: 's', accessKeyId: 'a' });
  const reconcile = async (more: JsonObject) =>
    (await action.reconcile((await plan(stage, action, { ...call, guard, ...more })).plan, 0, stage.read, journal()))
      .outcome;

  it('is left to a person where nothing is read', async () => {
    expect(await reconcile({})).toBe('unknown');
  });

  it('is told by the field, also that somebody else wrote it', async () => {
    const { plan: kept } = await plan(stage, action, { ...call, guard, verify });
    expect((await action.reconcile(kept, 0, stage.read, journal())).outcome).toBe('not-applied');
    await stage.practice.perform('TagResource', { resourceArn: arn, tags: [{ key: 'owner', value: 'sales' }] });
    expect((await action.reconcile(kept, 0, stage.read, journal())).outcome).toBe('by-other');
  });
});

describe('the proof', () => {
  it('is the answer of AWS where there is no other', async () => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, { ...call, guard })));
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({
      state: 'ok',
      progress: 'ecs:TagResource was answered',
    });
  });

  it('is slow when the field has not moved for a minute', async () => {
    const walk = begin(stage, await plan(stage, action, { ...call, guard, verify }));
    stage.pass(61);
    expect((await action.verify(walk.plan, stage.read, stage.ctx({ ...walk, receipts: [{}] }))).state).toBe('slow');
  });
});

import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { actionOf, type Stage, setStage, token } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { world } from '../world.ts';

const action = actionOf('secrets.rotate');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

const refusal = async (secret: string) => (await action.plan({ secret }, stage.read, stage.ctx())).refuse;

it('rotates once, although the request is repeated', async () => {
  const walk = begin(stage, await plan(stage, action, { secret: 'app/database' }));
  stage.practice.addFault({ op: 'RotateSecret', kind: 'drop-after', times: 1 });
  expect(await stage.send(walk.requests, 0, [])).toMatchObject({ outcome: 'unknown' });
  stage.pass(10);
  const done = await sendAll(stage, action, walk);
  expect((await verifyAll(stage, action, done)).at(-1)).toMatchObject({ state: 'ok' });
  const versions = await stage.read.secrets.versions('app/database');
  expect(versions.map(({ id, stages }) => [id === token, stages])).toEqual(
    expect.arrayContaining([
      [true, ['AWSCURRENT']],
      [false, ['AWSPREVIOUS']],
    ]),
  );
  expect(versions).toHaveLength(2);
});

it('has failed when the label of the rotation is stuck after ten minutes, and says so', async () => {
  const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, { secret: 'app/broken' })));
  const verdicts = await verifyAll(stage, action, walk, 900);
  expect(verdicts.at(-1)).toMatchObject({
    state: 'failed',
    progress: expect.stringContaining('no other rotation begins before AWSPENDING is taken off version'),
  });
  expect(verdicts.filter(({ state }) => state === 'pending').length).toBeGreaterThanOrEqual(119);
  expect(await refusal('app/broken')).toContain('An earlier rotation of app/broken has not ended');
});

it.each([
  ['nothing', 'There is no secret nothing.'],
  ['app/token', 'Nothing rotates app/token: give it a new value with secrets.put.'],
])('refuses %s', async (secret, why) => {
  expect(await refusal(secret)).toBe(why);
});

it('asks to be allowed to call the function', async () => {
  const { plan: kept } = await plan(stage, action, { secret: 'app/database' });
  expect(action.iam(kept).at(-1)).toEqual({
    Effect: 'Allow',
    Action: ['lambda:InvokeFunction'],
    Resource: ['arn:aws:lambda:us-east-1:111122223333:function:rotate'],
  });
});

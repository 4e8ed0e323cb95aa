import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, type Stage, setStage } from '../practice.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { world } from '../world.ts';

const action = actionOf('secrets.promote');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world([], 60));
});
afterEach(() => stage.close());

const ask = (input: JsonObject) => action.plan(input, stage.read, stage.ctx());
const on = async (label: string, name = 'app/pending') =>
  (await stage.read.secrets.secret(name))?.versions.find(({ stages }) => stages.includes(label))?.id;

it('names both versions, so that a label which moved meanwhile is left alone', async () => {
  const [now, next] = [await on('AWSCURRENT'), await on('RB_PENDING')];
  const { requests, changes } = await plan(stage, action, { secret: 'app/pending' });
  expect(requests.map(({ params }) => params)).toMatchObject([
    { VersionStage: 'AWSCURRENT', RemoveFromVersionId: now, MoveToVersionId: next },
    { VersionStage: 'RB_PENDING', RemoveFromVersionId: next },
  ]);
  expect(changes.map(({ what, before, after }) => [what, before, after])).toEqual([
    ['current value', `version ${now?.slice(0, 8)}…`, `version ${next?.slice(0, 8)}…`],
    ['pending value', `version ${next?.slice(0, 8)}…`, 'none'],
  ]);
  const walk = begin(stage, await plan(stage, action, { secret: 'app/pending' }));
  await stage.practice.perform('PutSecretValue', { SecretId: 'app/pending', SecretString: 'by hand' });
  expect(await stage.send(walk.requests, 0, [])).toMatchObject({
    outcome: 'refused',
    code: 'InvalidParameterException',
  });
});

it('only discards what is pending where the version is current already', async () => {
  const now = (await on('AWSCURRENT')) ?? '';
  const planned = await plan(stage, action, { secret: 'app/pending', version: now });
  expect(planned.changes).toEqual([
    { target: 'app/pending', what: 'pending value', before: expect.stringMatching(/^version .{8}…$/), after: 'none' },
  ]);
  expect(action.undo(planned.plan, [])).toEqual({ none: planned.undo });
  const walk = await sendAll(stage, action, begin(stage, planned));
  expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
  expect([await on('AWSCURRENT'), await on('RB_PENDING')]).toEqual([now, undefined]);
});

it('has nothing to do for the current version where none is pending', async () => {
  const version = (await on('AWSCURRENT', 'app/token')) ?? '';
  expect((await ask({ secret: 'app/token', version })).nothingToDo).toContain('is current, and none is pending');
});

it('warns that a password that a function changed does not change back', async () => {
  await stage.practice.perform('RotateSecret', { SecretId: 'app/database' });
  stage.pass(10);
  const version = (await on('AWSPREVIOUS', 'app/database')) ?? '';
  const { warnings } = await plan(stage, action, { secret: 'app/database', version });
  expect(warnings).toEqual([expect.stringContaining('does not change back with the label')]);
});

it.each([
  [{ secret: 'nothing' }, 'There is no secret nothing.'],
  [{ secret: 'app/token' }, 'No version of app/token has the label RB_PENDING'],
  [{ secret: 'app/token', version: 'none-such' }, 'app/token has no version none-such, or has it no more.'],
  [{ secret: 'rds!db-1', version: 'any' }, 'rds!db-1 is looked after by rds'],
])('refuses %p', async (input, why) => {
  expect((await ask(input)).refuse).toContain(why);
});

it('refuses the version of a rotation that has not ended', async () => {
  await stage.practice.perform('RotateSecret', { SecretId: 'app/database' });
  const version = (await on('AWSPENDING', 'app/database')) ?? '';
  expect((await ask({ secret: 'app/database', version })).refuse).toContain('of a rotation that has not ended');
});

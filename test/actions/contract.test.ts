import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Action } from '#actions/contract.ts';
import { catalogue } from '#actions/list.ts';
import { canonical } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';
import { actionOf, canary, mark, type Stage, setStage, token } from './practice.ts';
import { rows } from './rows.ts';
import { begin, plan, sendAll, untilReady, verifyAll } from './walk.ts';
import { world } from './world.ts';

/** What is approved. */
const content = ({ requests, guarded }: { requests: unknown; guarded: unknown }) => canonical({ requests, guarded });

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

/** Another world than the usual one. */
async function enter(own: World | undefined): Promise<void> {
  if (!own) return;
  await stage.close();
  stage = await setStage(own);
}

it('asks every action', () => {
  const actions = [...catalogue.values()].filter(({ kind }) => kind === 'action').map(({ meta }) => meta.id);
  expect(new Set(rows.map(({ action }) => action))).toEqual(new Set(actions));
});

const undoable = rows.flatMap(({ state, ...row }) => (state ? [{ ...row, state }] : []));

it('sees every action that undoes by itself put back what it did', () => {
  const auto = [...catalogue.values()].filter((each) => each.kind === 'action' && each.meta.undo === 'auto');
  expect(new Set(undoable.map(({ action }) => action))).toEqual(new Set(auto.map(({ meta }) => meta.id)));
});

it.each(undoable)(
  '$action $with is undone as any action is done',
  async ({ action: id, with: input, state, world: own }) => {
    await enter(own);
    const action = actionOf(id);
    const before = await state(stage);
    const done = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    await verifyAll(stage, action, done);
    expect(await state(stage)).not.toEqual(before);
    const undo = action.undo(done.plan, done.receipts);
    if ('none' in undo) throw new Error(undo.none);
    const back = actionOf(undo.action);
    const undone = await sendAll(stage, back, begin(stage, await plan(stage, back, await stage.resolve(undo.input))));
    expect((await verifyAll(stage, back, undone)).at(-1)).toMatchObject({ state: 'ok' });
    expect(await state(stage)).toEqual(before);
    expect(JSON.stringify(undo)).not.toContain(canary);
  },
);

describe.each(rows)('$action $with', ({ action: id, with: input, sends, moved, world: own, ...told }) => {
  const action = actionOf(id);
  const { unsent = 'not-applied', thereafter = 'superseded' } = told;
  beforeEach(() => enter(own));
  const journal = () => ({
    begunAt: stage.now(),
    token,
    mark,
    sessionName: stage.sessionName,
    accessKeyId: 'ASIA',
  });

  it('refuses an input it does not know, by its name', async () => {
    await expect(action.plan({ ...input, servce: 1 }, stage.read, stage.ctx())).rejects.toMatchObject({
      kind: 'user',
      code: 'bad-input',
      message: expect.stringContaining('"servce"'),
    });
  });

  it('changes nothing while it plans', async () => {
    await plan(stage, action, input);
    expect(stage.practice.calls().length).toBeGreaterThan(0);
    expect(stage.practice.calls().filter(({ write }) => write)).toEqual([]);
  });

  it('plans the same for the same state, whenever it is asked', async () => {
    const first = await plan(stage, action, input);
    stage.pass(20);
    expect(content(await plan(stage, action, input))).toBe(content(first));
  });

  it('hands out a plan that says everything in JSON', async () => {
    const planned = await action.plan(input, stage.read, stage.ctx());
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
    expect(planned.changes.length).toBeGreaterThan(0);
    expect(planned.targets).toEqual([...planned.targets].sort());
    expect(planned.targets.every((target) => target.startsWith('arn:aws:'))).toBe(true);
    expect(planned.requests.map(({ service, operation }) => `${service}:${operation}`)).toEqual(sends);
  });

  it('shows in what it guards that somebody else changed it', async () => {
    const before = await plan(stage, action, input);
    await stage.practice.perform(...moved);
    const after = await action.plan(input, stage.read, stage.ctx());
    expect(after.refuse ?? canonical(after.guarded)).not.toBe(canonical(before.guarded));
  });

  it('cannot read a plan of another shape, and says that the program changed', async () => {
    await expect(action.verify({}, stage.read, stage.ctx())).rejects.toMatchObject({ code: 'plan-unreadable' });
  });

  it('is verified after its requests, and not before', async () => {
    const walk = begin(stage, await plan(stage, action, input));
    const before = await action.verify(walk.plan, stage.read, stage.ctx(walk));
    expect(before.state).toBe('pending');
    const done = await sendAll(stage, action, walk);
    const verdicts = await verifyAll(stage, action, done);
    expect(verdicts.at(-1)).toMatchObject({ state: 'ok', at: expect.any(Number) });
    expect(stage.writes()).toEqual(sends);
  });

  it('is verified also where a person says that its last request happened, to which no answer came', async () => {
    const done = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    const walk = { ...done, receipts: [...done.receipts.slice(0, -1), {}] };
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: 'ok' });
  });

  it('still holds when it is looked at again after settling, since the same moment', async () => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    const ok = (await verifyAll(stage, action, walk)).at(-1);
    stage.pass(30);
    const again = await action.verify(walk.plan, stage.read, stage.ctx({ ...walk, memo: ok?.memo ?? null }));
    expect(again).toMatchObject({ state: 'ok', at: ok?.at });
  });

  it('knows its outputs at the time it promised', async () => {
    const named = (known: string) =>
      Object.entries(action.outputs).flatMap(([name, output]) => (output.known === known ? [name] : []));
    const walk = begin(stage, await plan(stage, action, input));
    expect(Object.keys(action.results(walk.plan, [], undefined))).toEqual(expect.arrayContaining(named('plan')));
    const done = await sendAll(stage, action, walk);
    expect(Object.keys(action.results(done.plan, done.receipts, undefined))).toEqual(
      expect.arrayContaining(named('apply')),
    );
    const memo = (await verifyAll(stage, action, done)).at(-1)?.memo;
    const results = action.results(done.plan, done.receipts, memo);
    expect(Object.keys(results).sort()).toEqual(Object.keys(action.outputs).sort());
  });

  it.each(sends.map((call, n) => ({ call, n })))(
    'finds out that $call ($n) was done, although its answer was lost',
    async ({ call, n }) => {
      const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)), n);
      await untilReady(stage, action, walk);
      stage.practice.addFault({ op: call.slice(call.indexOf(':') + 1), kind: 'drop-after', times: 1 });
      const begun = journal();
      expect(await stage.send(walk.requests, n, walk.receipts, action.iam(walk.plan))).toMatchObject({
        outcome: 'unknown',
      });
      const found = await action.reconcile(walk.plan, n, stage.read, begun);
      expect(found).toMatchObject({ outcome: 'applied', receipt: expect.any(Object) });
      expect(stage.writes()).toEqual(sends.slice(0, n + 1));
    },
  );

  it.each(sends.map((call, n) => ({ call, n })))('finds out that $call ($n) was not done', async ({ call, n }) => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)), n);
    await untilReady(stage, action, walk);
    stage.practice.addFault({ op: call.slice(call.indexOf(':') + 1), kind: 'drop-before', times: 1 });
    const begun = journal();
    expect(await stage.send(walk.requests, n, walk.receipts, action.iam(walk.plan))).toMatchObject({
      outcome: 'unknown',
    });
    expect((await action.reconcile(walk.plan, n, stage.read, begun)).outcome).toBe(unsent);
    expect(stage.writes()).toEqual(sends.slice(0, n));
  });

  it('does not fight somebody else who changed it meanwhile', async () => {
    const walk = await sendAll(stage, action, begin(stage, await plan(stage, action, input)));
    await action.verify(walk.plan, stage.read, stage.ctx(walk));
    await stage.practice.perform(...moved);
    expect((await verifyAll(stage, action, walk)).at(-1)).toMatchObject({ state: thereafter });
  });

  it('says on the card how it is undone, or why it cannot be', async () => {
    const planned = await plan(stage, action, input);
    const undo = action.undo(planned.plan, []);
    expect('none' in undo ? 'not' : 'auto').toBe(action.meta.undo === 'auto' ? 'auto' : 'not');
    expect('none' in undo ? undo.none : planned.undo).toBe(planned.undo);
    expect(planned.undo).not.toBe('');
  });

  it('asks for the permissions of what it sends, and for no others', async () => {
    const planned = await plan(stage, action, input);
    const statements = action.iam(planned.plan);
    const calls = statements
      .flatMap(({ Action }) => Action)
      .filter(
        (call) =>
          sends.includes(call) || !/^(?:kms:|lambda:|iam:PassRole$|ecs:TagResource$|ssm:AddTagsToResource$)/.test(call),
      );
    expect(new Set(calls)).toEqual(new Set(sends));
    expect(statements.flatMap(({ Resource }) => Resource)).not.toContain('*');
  });

  it('can do without none of them', async () => {
    const { length } = action.iam((await plan(stage, action, input)).plan);
    for (let missing = 0; missing < length; missing += 1) {
      await enter(own ?? world());
      const iam: Action['iam'] = (kept) => action.iam(kept).filter((_, place) => place !== missing);
      const sent = sendAll(stage, { ...action, iam }, begin(stage, await plan(stage, action, input)));
      await expect(sent).rejects.toThrow('because no session policy allows');
    }
  });

  it('keeps secrets out of everything but the request', async () => {
    const planned = await plan(stage, action, input);
    const walk = await sendAll(stage, action, begin(stage, planned));
    const verdicts = await verifyAll(stage, action, walk);
    expect(JSON.stringify([planned, walk, verdicts])).not.toContain(canary);
  });
});

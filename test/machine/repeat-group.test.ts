import { describe, expect, it } from '@jest/globals';
import type { Step } from '#domain/runbook.ts';
import { compile } from '#machine/compile.ts';
import { action, check, choose, forEach, group, option, parallel, runbook, wait } from './shapes.ts';
import { planned, toApplying, toAsking, toVerifying, type Walk, walk } from './walk.ts';

const each = (lanes: number, steps: readonly Step[] = [action('kafka'), wait('pause')], more = {}): Walk =>
  walk(runbook([group('each', steps, { forEach: forEach(lanes), ...more }), wait('after')]));

/** Into the first member of every lane. */
const begun = (run: Walk, count: number, lanes: number): Walk => {
  run.send('each', 'ENTERED', { count });
  for (let j = 0; j < lanes; j += 1) run.send(`each/${j}`, 'ENTERED');
  return run;
};

describe('a repeated group', () => {
  it('has a lane for every member in each of its lanes', () => {
    const names = each(2).position.lanes.map(({ lane }) => lane);
    expect(names.slice(0, 8)).toEqual([
      'each',
      'each/0',
      'kafka/0',
      'pause/0',
      'each/1',
      'kafka/1',
      'pause/1',
      'after',
    ]);
  });

  it('runs its members once for every item, and names them by it', () => {
    const run = begun(each(2), 3, 2);
    expect(run.position.wants).toMatchObject([
      {},
      { lane: 'kafka/0', step: 'kafka', instance: 'kafka~1', item: 0 },
      { lane: 'kafka/1', step: 'kafka', instance: 'kafka~2', item: 1 },
    ]);
    run.send('kafka/0', 'SKIPPED');
    run.send('pause/0', 'SKIPPED');
    expect(run.last.ended).toEqual([
      { lane: 'pause/0', step: 'pause', instance: 'pause~1', outcome: 'skipped' },
      { lane: 'each/0', step: 'each', instance: 'each~1', outcome: 'passed' },
    ]);
    expect(run.last.started).toMatchObject([{ what: 'enter', lane: 'each/0', instance: 'each~3', item: 2 }]);
    run.send('each/0', 'ENTERED');
    expect(run.last.started).toMatchObject([{ what: 'enter', lane: 'kafka/0', instance: 'kafka~3', item: 2 }]);
  });

  it('begins every member afresh with each item, but an answer to the one before is late', () => {
    const run = begun(each(1, [action('kafka')]), 2, 1);
    toVerifying(run, 'kafka/0');
    const { turn } = run.lane('kafka/0');
    run.send('kafka/0', 'VERIFIED', { until: 0 });
    const fresh = { instance: 'kafka~2', item: 1, attempt: 0, applied: false };
    expect(run.lane('kafka/0')).toMatchObject(fresh);
    expect(run.state('kafka/0')).toBeUndefined();
    run.send('each/0', 'ENTERED');
    expect(run.lane('kafka/0')).toMatchObject({ ...fresh, state: 'entering' });
    expect(run.tell('kafka/0', 'ENTERED', { turn })).toBeUndefined();
  });

  it('is joined when all items have ended, and has failed when a member of one has', () => {
    const run = begun(each(2, [check('up', { onFailure: 'continue' })]), 2, 2);
    run.send('up/0', 'FAILED');
    expect([run.state('each/0'), run.state('each')]).toEqual(['failed', 'inside']);
    run.send('up/1', 'SKIPPED');
    expect(run.position.loops).toEqual([{ step: 'each', count: 2, passed: 1, failed: 1, skipped: 0 }]);
    expect([run.state('each'), run.state('after')]).toEqual(['failed', 'entering']);
  });

  it('goes on with the other lanes while a member is held', () => {
    const run = begun(each(2), 4, 2);
    run.send('kafka/0', 'FAILED');
    run.send('kafka/1', 'SKIPPED');
    run.send('pause/1', 'SKIPPED');
    expect([run.state('kafka/0'), run.lane('each/1').instance]).toEqual(['held', 'each~4']);
  });

  it('asks for all actions of all items on one card when they go together', () => {
    const run = each(2, [action('kafka')], { together: true });
    run.send('each', 'ENTERED', { count: 2 });
    planned(run, 'each');
    expect(run.position.wants).toMatchObject([{}, { lane: 'each', what: 'ask', together: true }, {}]);
    run.send('each', 'APPROVED');
    for (const lane of ['each/0', 'each/1', 'kafka/0', 'kafka/1']) run.send(lane, 'ENTERED');
    for (const lane of ['kafka/0', 'kafka/1']) run.send(lane, 'PLANNED', { until: 100 });
    run.send('kafka/0', 'LOCKED', { waited: false, covered: true });
    run.send('kafka/1', 'LOCKED', { waited: false, covered: false });
    expect([run.state('kafka/0'), run.state('kafka/1')]).toEqual(['applying', 'asking']);
  });

  it('asks for each item on a card of its own when only a group in it goes together', () => {
    const run = begun(each(1, [group('pair', [action('kafka')], { together: true })]), 2, 1);
    toAsking(run, 'pair/0').send('pair/0', 'APPROVED');
    run.send('kafka/0', 'ENTERED');
    run.send('kafka/0', 'PLANNED', { until: 100 });
    run.send('kafka/0', 'LOCKED', { waited: false, covered: true });
    run.send('kafka/0', 'APPLIED', { last: true });
    run.send('kafka/0', 'VERIFIED', { until: 0 });
    run.send('each/0', 'ENTERED');
    toAsking(run, 'pair/0');
    expect(run.lane('pair/0')).toMatchObject({ instance: 'pair~2', state: 'asking', attempt: 1 });
  });

  it('chooses anew for each item, also between branches', () => {
    const way = choose('way', [option('one', [wait('first')]), option('two', [wait('second')])]);
    const run = begun(each(1, [parallel('both', [[way], [wait('beside')]])]), 2, 1);
    const item = (chosen: string, step: string) => {
      run.send('both/0', 'ENTERED');
      run.send('way/0', 'ENTERED');
      run.send('way/0', 'CHOSEN', { option: chosen });
      run.send(`${step}/0`, 'SKIPPED');
      run.send('beside/0', 'SKIPPED');
    };
    item('one', 'first');
    run.send('each/0', 'ENTERED');
    item('two', 'second');
    expect(run.state('each')).toBe('passed');
  });

  it('comes to rest in all its lanes', () => {
    const run = begun(each(2), 4, 2);
    toApplying(run, 'kafka/0');
    run.send('run', 'STOP');
    expect([run.state('kafka/1'), run.state('each/1'), run.state('each')]).toEqual(['halted', 'halted', 'inside']);
    run.send('kafka/0', 'NOT_APPLIED');
    expect(run.position).toMatchObject({ phase: 'stopped', wants: [] });
  });

  it('holds no other repeated step', () => {
    const nested = runbook([group('each', [check('up', { forEach: forEach(1) })], { forEach: forEach(1) })]);
    expect(() => compile(nested)).toThrow('`up` has a `for_each` inside another `for_each`.');
  });
});

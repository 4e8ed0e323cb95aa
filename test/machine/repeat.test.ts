import { describe, expect, it } from '@jest/globals';
import { action, check, forEach, runbook } from './shapes.ts';
import { toAsking, toVerifying, walk } from './walk.ts';

const repeated = (lanes: number, more = {}) =>
  walk(runbook([check('up', { forEach: forEach(lanes), ...more }), check('after')]));

describe('a repeated step', () => {
  it('has as many lanes as may run side by side, at most ten', () => {
    const lanes = (parallel: number, max = 20) =>
      walk(runbook([check('up', { forEach: { items: [], max, maxParallel: parallel } })])).position.lanes.length - 1;
    expect([lanes(1), lanes(3), lanes(50), lanes(5, 2)]).toEqual([1, 3, 10, 2]);
  });

  it('passes at once when there are no items', () => {
    const run = repeated(2);
    run.send('up', 'ENTERED', { count: 0 });
    expect(run.position.loops).toEqual([{ step: 'up', count: 0, passed: 0, failed: 0, skipped: 0 }]);
    expect([run.state('up'), run.state('after')]).toEqual(['passed', 'entering']);
  });

  it('is not entered without the number of its items', () => {
    expect(repeated(2).tell('up', 'ENTERED')).toBeUndefined();
  });

  it('gives each lane its next item when the one before has ended', () => {
    const run = repeated(2);
    run.send('up', 'ENTERED', { count: 5 });
    expect(run.last.started.map(({ instance, item }) => [instance, item])).toEqual([
      ['up~1', 0],
      ['up~2', 1],
    ]);
    run.send('up/1', 'SKIPPED');
    expect(run.last.ended).toEqual([{ lane: 'up/1', step: 'up', instance: 'up~2', outcome: 'skipped' }]);
    expect(run.last.started).toMatchObject([{ what: 'enter', lane: 'up/1', instance: 'up~4', item: 3 }]);
    run.send('up/0', 'SKIPPED');
    run.send('up/0', 'SKIPPED');
    expect(run.lane('up/0')).toMatchObject({ instance: 'up~5', item: 4, state: 'entering' });
  });

  it('leaves lanes empty that have no item', () => {
    const run = repeated(3);
    run.send('up', 'ENTERED', { count: 1 });
    expect(run.last.started.map(({ lane }) => lane)).toEqual(['up/0']);
    expect(run.state('up/2')).toBeUndefined();
    run.send('up/0', 'SKIPPED');
    expect(run.state('up')).toBe('passed');
  });

  it('goes on with the other lanes while one is held', () => {
    const run = repeated(2);
    run.send('up', 'ENTERED', { count: 4 });
    run.send('up/0', 'FAILED');
    run.send('up/1', 'SKIPPED');
    expect([run.state('up/0'), run.state('up/1'), run.state('up')]).toEqual(['held', 'entering', 'inside']);
  });

  it('has failed when one item has, after all have ended', () => {
    const run = repeated(1, { onFailure: 'continue' });
    run.send('up', 'ENTERED', { count: 2 });
    run.send('up/0', 'FAILED');
    expect(run.state('up')).toBe('inside');
    run.send('up/0', 'SKIPPED');
    expect(run.position.loops).toEqual([{ step: 'up', count: 2, passed: 0, failed: 1, skipped: 1 }]);
    expect(run.state('up')).toBe('failed');
  });

  it('enters no further item when one stops the run', () => {
    const run = repeated(2, { onFailure: 'stop' });
    run.send('up', 'ENTERED', { count: 4 });
    run.send('up/0', 'FAILED');
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'failure' });
    expect(run.last.started).toEqual([]);
    expect(run.last.ended.map(({ instance, outcome }) => [instance, outcome])).toEqual([
      ['up~1', 'failed'],
      ['up~2', 'halted'],
      ['up', 'halted'],
    ]);
  });

  it('begins each item afresh, but an answer to the one before is late', () => {
    const run = walk(runbook([action('kafka', { forEach: forEach(1) })]));
    run.send('kafka', 'ENTERED', { count: 2 });
    toVerifying(run, 'kafka/0').send('kafka/0', 'VERIFIED', { until: 0 });
    expect(run.lane('kafka/0')).toMatchObject({ instance: 'kafka~2', attempt: 0, generation: 0, applied: false });
    expect(run.tell('kafka/0', 'ENTERED', { turn: 1 })).toBeUndefined();
  });

  it('asks for all items on one card when they go together', () => {
    const run = walk(runbook([action('kafka', { forEach: forEach(2), together: true })]));
    run.send('kafka', 'ENTERED', { count: 2 });
    run.send('kafka', 'PLANNED', { until: 100 });
    run.send('kafka', 'LOCKED', { waited: false, covered: false });
    expect(run.position.wants).toMatchObject([{}, { what: 'ask', together: true }, { what: 'within', due: 100 }]);
    run.send('kafka', 'APPROVED');
    run.send('kafka/0', 'ENTERED');
    run.send('kafka/0', 'PLANNED', { until: 100 });
    run.send('kafka/0', 'LOCKED', { waited: false, covered: true });
    toAsking(run, 'kafka/1');
    expect([run.state('kafka/0'), run.state('kafka/1')]).toEqual(['applying', 'asking']);
  });

  it('holds a rejected item while the request of another is on its way', () => {
    const run = walk(runbook([action('kafka', { forEach: forEach(2) })]));
    run.send('kafka', 'ENTERED', { count: 2 });
    toAsking(run, 'kafka/0').send('kafka/0', 'APPROVED');
    toAsking(run, 'kafka/1').send('kafka/1', 'REJECTED');
    expect([run.state('kafka/0'), run.state('kafka/1')]).toEqual(['applying', 'held']);
  });
});

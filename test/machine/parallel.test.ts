import { describe, expect, it } from '@jest/globals';
import type { Step } from '#domain/runbook.ts';
import { action, check, parallel, runbook, wait } from './shapes.ts';
import { planned, toAsking, walk } from './walk.ts';

const branches = (...ids: readonly string[]): readonly (readonly Step[])[] => ids.map((id) => [wait(id)]);

const entered = (parts: readonly (readonly Step[])[], more = {}) => {
  const run = walk(runbook([parallel('all', parts, more), wait('after')]));
  run.send('all', 'ENTERED');
  return run;
};

describe('branches side by side', () => {
  it('begin at once, and are joined when all have ended', () => {
    const run = entered([[wait('one'), wait('two')], [wait('three')]]);
    expect(run.wants()).toEqual(['run timeout', 'one enter', 'three enter']);
    run.send('three', 'SKIPPED');
    run.send('one', 'SKIPPED');
    expect([run.state('all'), run.state('two')]).toEqual(['inside', 'entering']);
    run.send('two', 'SKIPPED');
    expect([run.state('all'), run.state('after')]).toEqual(['passed', 'entering']);
  });

  it('share as many lanes as may run at once', () => {
    const run = entered(branches('one', 'two', 'three', 'four', 'five'), { maxParallel: 2 });
    expect(run.wants()).toEqual(['run timeout', 'one enter', 'two enter']);
    run.send('two', 'SKIPPED');
    expect(run.wants()).toEqual(['run timeout', 'one enter', 'four enter']);
    run.send('four', 'SKIPPED');
    run.send('one', 'SKIPPED');
    run.send('three', 'SKIPPED');
    expect([run.state('all'), run.state('five')]).toEqual(['inside', 'entering']);
    run.send('five', 'SKIPPED');
    expect(run.state('all')).toBe('passed');
  });

  it('are at most ten', () => {
    const ids = Array.from({ length: 12 }, (_, i) => `s${i}`);
    expect(entered(branches(...ids), { maxParallel: 50 }).last.started).toHaveLength(10);
  });

  it('go on while one of them is held', () => {
    const run = entered([[check('one')], [check('two'), check('three')]]);
    run.send('one', 'FAILED');
    run.send('two', 'SKIPPED');
    expect([run.state('one'), run.state('three')]).toEqual(['held', 'entering']);
  });

  it('make the step fail when a member of one has failed', () => {
    const run = entered([[check('one', { onFailure: 'continue' })], [wait('two')]]);
    run.send('one', 'FAILED');
    expect(run.state('all')).toBe('inside');
    run.send('two', 'SKIPPED');
    expect(run.state('all')).toBe('failed');
  });

  it('come to rest together, and no next one begins', () => {
    const run = entered(branches('one', 'two', 'three'), { maxParallel: 2 });
    run.send('run', 'STOP');
    expect(run.last.started).toEqual([]);
    expect(run.last.ended.map(({ lane, outcome }) => [lane, outcome])).toEqual([
      ['one', 'halted'],
      ['two', 'halted'],
      ['all', 'halted'],
    ]);
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
  });

  it('are asked for on one card when they go together', () => {
    const run = walk(runbook([parallel('all', [[action('one')], [action('two')]], { together: true })]));
    toAsking(run, 'all');
    expect(run.position.wants).toMatchObject([{}, { lane: 'all', what: 'ask', together: true }, {}]);
    run.send('all', 'APPROVED');
    run.send('one', 'ENTERED');
    run.send('one', 'PLANNED', { until: 100 });
    run.send('one', 'LOCKED', { waited: false, covered: true });
    run.send('two', 'ENTERED');
    planned(run, 'two');
    expect([run.state('one'), run.state('two')]).toEqual(['applying', 'asking']);
  });
});

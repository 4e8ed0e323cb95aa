import { describe, expect, it } from '@jest/globals';
import { action, check, choose, MINUTE, option, parallel, runbook, wait } from './shapes.ts';
import { toApplying, type Walk, walk } from './walk.ts';

const options = [
  option('restart', [wait('one'), wait('two')]),
  option('nothing', []),
  option('leave', [], { end: 'succeeded' }),
  option('abort', [], { end: 'stopped' }),
];

const asked = (more = {}): Walk => {
  const run = walk(runbook([choose('way', options, more), wait('after')]));
  run.send('way', 'ENTERED');
  return run;
};

describe('a choose step', () => {
  it('asks, within its time', () => {
    const run = asked({ timeout: 20 * MINUTE });
    expect(run.wants()).toEqual(['run timeout', 'way ask', 'way timeout']);
    expect(run.due('way', 'timeout')).toBe(20 * MINUTE);
    expect(run.lane('way')).toMatchObject({ state: 'asking', attempt: 1 });
  });

  it('does the steps of the option that was chosen, and goes on after it', () => {
    const run = asked();
    run.send('way', 'CHOSEN', { option: 'restart' });
    expect(run.wants()).toEqual(['run timeout', 'one enter']);
    run.send('one', 'SKIPPED');
    run.send('two', 'SKIPPED');
    expect([run.state('way'), run.state('after')]).toEqual(['passed', 'entering']);
  });

  it('passes with an option that holds nothing', () => {
    const run = asked();
    run.send('way', 'CHOSEN', { option: 'nothing' });
    expect([run.state('way'), run.state('one'), run.state('after')]).toEqual(['passed', undefined, 'entering']);
  });

  it('does not take an option that it has not', () => {
    expect(asked().tell('way', 'CHOSEN', { option: 'else' })).toBeUndefined();
  });

  it('has failed when a step of the option has', () => {
    const way = choose('way', [option('look', [check('up', { onFailure: 'continue' })])]);
    const run = walk(runbook([way]));
    run.send('way', 'ENTERED');
    run.send('way', 'CHOSEN', { option: 'look' });
    run.send('up', 'FAILED');
    expect(run.state('way')).toBe('failed');
    expect(run.position.phase).toBe('failed');
  });

  it('is held when nobody chooses in time, also where failures are passed over, and RETRY asks anew', () => {
    const run = asked({ onFailure: 'continue' });
    run.send('way', 'TIMED_OUT', { purpose: 'timeout' });
    expect(run.state('way')).toBe('held');
    run.send('way', 'RETRY');
    expect(run.lane('way')).toMatchObject({ state: 'asking', attempt: 2 });
  });
});

describe('an option that ends the run', () => {
  it('ends it as succeeded', () => {
    const run = asked();
    run.send('way', 'CHOSEN', { option: 'leave' });
    expect(run.position).toMatchObject({ phase: 'succeeded', ending: 'chosen-success', wants: [] });
    expect([run.state('way'), run.state('after')]).toEqual(['passed', undefined]);
  });

  it('ends it as stopped', () => {
    const run = asked();
    run.send('way', 'CHOSEN', { option: 'abort' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'chosen-stop' });
    expect(run.state('way')).toBe('passed');
  });

  it('does not make a success of what has failed before', () => {
    const run = walk(runbook([check('up', { onFailure: 'continue' }), choose('way', options)]));
    run.send('up', 'FAILED');
    run.send('way', 'ENTERED');
    run.send('way', 'CHOSEN', { option: 'leave' });
    expect(run.position.phase).toBe('failed');
  });

  it('leaves `finally` to run, and a failure or a STOP in it counts', () => {
    const ended = () => {
      const run = walk(runbook([choose('way', options)], { finally: [check('tidy', { onFailure: 'continue' })] }));
      run.send('way', 'ENTERED');
      run.send('way', 'CHOSEN', { option: 'leave' });
      expect(run.wants()).toEqual(['run timeout', 'tidy enter']);
      return run;
    };
    const failed = ended();
    failed.send('tidy', 'FAILED');
    expect(failed.position).toMatchObject({ phase: 'failed', ending: 'chosen-success' });
    const stopped = ended();
    stopped.send('run', 'STOP');
    expect(stopped.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
  });

  const beside = () => {
    const run = walk(runbook([parallel('both', [[choose('way', options)], [action('kafka')]])]));
    run.send('both', 'ENTERED');
    run.send('way', 'ENTERED');
    toApplying(run, 'kafka');
    run.send('way', 'CHOSEN', { option: 'leave' });
    expect(run.position).toMatchObject({ phase: 'running', halt: 'chosen-success' });
    return run;
  };

  it('lets a request beside it come to rest first', () => {
    const run = beside();
    run.send('kafka', 'APPLIED', { last: true });
    expect(run.position).toMatchObject({ phase: 'succeeded', ending: 'chosen-success' });
    expect(run.lane('kafka')).toMatchObject({ state: 'halted', applied: true });
  });

  it('does not keep a STOP from stopping', () => {
    const run = beside();
    run.send('run', 'STOP');
    expect(run.position.halt).toBe('stop');
    run.send('kafka', 'NOT_APPLIED');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
  });

  it('never succeeds with an outcome unknown', () => {
    const run = beside();
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'running', halt: 'hold' });
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'hold', outcomeUnknown: true });
  });
});

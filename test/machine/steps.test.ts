import { describe, expect, it } from '@jest/globals';
import { action, check, group, inlined, MINUTE, manual, notify, runbook, wait } from './shapes.ts';
import { planned, toAsking, toVerifying, walk } from './walk.ts';

describe('a check', () => {
  const reading = (more = {}) => {
    const run = walk(runbook([check('healthy', more)]));
    run.send('healthy', 'ENTERED');
    return run;
  };

  it('reads until it holds', () => {
    const run = reading({ within: 2 * MINUTE });
    expect(run.wants()).toEqual(['run timeout', 'healthy check', 'healthy within']);
    expect(run.due('healthy', 'within')).toBe(2 * MINUTE);
    run.send('healthy', 'VERIFIED', { until: 0 });
    expect(run.position.phase).toBe('succeeded');
  });

  it('fails when its time is over', () => {
    const run = reading({ onFailure: 'continue' });
    run.send('healthy', 'TIMED_OUT', { purpose: 'within' });
    expect(run.position.phase).toBe('failed');
  });

  it('has no timer when it is read once', () => {
    expect(reading({ within: 0 }).wants()).toEqual(['run timeout', 'healthy check']);
  });

  it('is read again by RETRY, with all its time', () => {
    const run = reading({ within: 2 * MINUTE });
    run.send('healthy', 'FAILED');
    run.now = 10 * MINUTE;
    run.send('healthy', 'RETRY');
    expect(run.lane('healthy')).toMatchObject({ state: 'checking', attempt: 2 });
    expect(run.due('healthy', 'within')).toBe(12 * MINUTE);
  });
});

describe('a wait', () => {
  it('passes when its time is over', () => {
    const run = walk(runbook([wait('pause', { for: 45_000 })]), 1000);
    run.send('pause', 'ENTERED');
    expect(run.due('pause', 'wait')).toBe(46_000);
    run.send('pause', 'TIMED_OUT', { purpose: 'wait' });
    expect(run.position.phase).toBe('succeeded');
  });
});

describe('a manual step', () => {
  const asked = (more = {}) => {
    const run = walk(runbook([manual('look', more)]));
    run.send('look', 'ENTERED');
    return run;
  };

  it('asks, and passes when a person says it is done', () => {
    const run = asked({ timeout: 20 * MINUTE });
    expect(run.wants()).toEqual(['run timeout', 'look ask', 'look timeout']);
    expect(run.due('look', 'timeout')).toBe(20 * MINUTE);
    run.send('look', 'DONE');
    expect(run.position.phase).toBe('succeeded');
  });

  it('reminds once, and goes on asking', () => {
    const run = asked({ timeout: 20 * MINUTE, remind: 5 * MINUTE });
    expect(run.due('look', 'remind')).toBe(5 * MINUTE);
    const { turn } = run.lane('look');
    run.now = 5 * MINUTE;
    run.send('look', 'TIMED_OUT', { purpose: 'remind' });
    expect(run.last.started).toEqual([]);
    expect(run.last.cancelled.map(({ what }) => what)).toEqual(['remind']);
    expect(run.lane('look')).toMatchObject({ state: 'asking', attempt: 1, turn });
    expect(run.wants()).toEqual(['run timeout', 'look ask', 'look timeout']);
    expect(run.due('look', 'timeout')).toBe(20 * MINUTE);
  });

  it('reminds anew when it is asked anew', () => {
    const run = asked({ remind: 5 * MINUTE });
    run.send('look', 'TIMED_OUT', { purpose: 'remind' });
    run.send('look', 'FAILED');
    run.now = 10 * MINUTE;
    run.send('look', 'RETRY');
    expect(run.due('look', 'remind')).toBe(15 * MINUTE);
  });

  it('reminds of nothing unless it says so', () => {
    expect(asked().tell('look', 'TIMED_OUT', { purpose: 'remind' })).toBeUndefined();
  });

  it('is asked anew by RETRY, as another ask', () => {
    const run = asked();
    run.send('look', 'FAILED');
    run.send('look', 'RETRY');
    expect(run.lane('look')).toMatchObject({ state: 'asking', attempt: 2 });
  });

  it('fails when nobody does it in time', () => {
    const run = asked({ onFailure: 'stop' });
    run.send('look', 'TIMED_OUT', { purpose: 'timeout' });
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'failure' });
  });
});

describe('a message', () => {
  it('is sent with entering, so nothing is waited for', () => {
    const run = walk(runbook([notify('tell'), wait('after')]));
    expect(run.wants()).toEqual(['run timeout', 'tell enter']);
    run.send('tell', 'ENTERED');
    expect(run.wants()).toEqual(['run timeout', 'after enter']);
  });

  it('whose text cannot be made is held, and tried again', () => {
    const run = walk(runbook([notify('tell')]));
    run.send('tell', 'FAILED');
    expect(run.wants()).toEqual(['run timeout', 'tell held', 'tell hold']);
    run.send('tell', 'RETRY');
    run.send('tell', 'ENTERED');
    expect(run.position.phase).toBe('succeeded');
  });
});

describe('an inlined runbook', () => {
  it('does its steps in order, as ours', () => {
    const run = walk(runbook([inlined('other', [wait('other-one'), check('other-two', { onFailure: 'continue' })])]));
    run.send('other', 'ENTERED');
    run.send('other-one', 'SKIPPED');
    run.send('other-two', 'FAILED');
    expect(run.state('other')).toBe('failed');
    expect(run.position.phase).toBe('failed');
  });
});

describe('a group', () => {
  it('does its steps in order and passes with the last', () => {
    const run = walk(runbook([group('both', [wait('one'), wait('two')]), wait('after')]));
    run.send('both', 'ENTERED');
    expect(run.wants()).toEqual(['run timeout', 'one enter']);
    run.send('one', 'SKIPPED');
    expect(run.wants()).toEqual(['run timeout', 'two enter']);
    run.send('two', 'SKIPPED');
    expect(run.last.ended.map(({ lane, outcome }) => [lane, outcome])).toEqual([
      ['two', 'skipped'],
      ['both', 'passed'],
    ]);
    expect(run.state('after')).toBe('entering');
  });

  it('has failed when a member has, and the run too', () => {
    const run = walk(runbook([group('both', [check('one', { onFailure: 'continue' })])]));
    run.send('both', 'ENTERED');
    run.send('one', 'ENTERED');
    run.send('one', 'FAILED');
    expect(run.state('both')).toBe('failed');
    expect(run.position.phase).toBe('failed');
  });

  it('is skipped as a whole', () => {
    const run = walk(runbook([group('both', [wait('one')])]));
    run.send('both', 'SKIPPED');
    expect(run.state('one')).toBeUndefined();
    expect(run.position.phase).toBe('succeeded');
  });
});

describe('a together group', () => {
  const approved = () => {
    const run = walk(runbook([group('both', [action('one'), action('two')], { together: true })]));
    toAsking(run, 'both');
    expect(run.position.wants.filter(({ what }) => what === 'ask')).toMatchObject([{ lane: 'both', together: true }]);
    run.send('both', 'APPROVED');
    return run;
  };
  const locked = (run: ReturnType<typeof walk>, lane: string, covered: boolean) => {
    run.send(lane, 'PLANNED', { until: 100 });
    run.send(lane, 'LOCKED', { waited: false, covered });
  };

  it('asks once, and covers the first plan of each member', () => {
    const run = approved();
    run.send('one', 'ENTERED');
    locked(run, 'one', true);
    expect(run.state('one')).toBe('applying');
  });

  it('asks alone for a member whose plan is another one', () => {
    const run = approved();
    run.send('one', 'ENTERED');
    locked(run, 'one', false);
    expect(run.state('one')).toBe('asking');
  });

  it.each(['DRIFTED', 'LAPSED'] as const)('does not cover a member any more after %s', (name) => {
    const run = approved();
    run.send('one', 'ENTERED');
    locked(run, 'one', true);
    run.send('one', name);
    locked(run, 'one', true);
    expect(run.state('one')).toBe('asking');
  });

  it('does not cover a member any more after RETRY', () => {
    const run = approved();
    run.send('one', 'ENTERED');
    locked(run, 'one', true);
    run.send('one', 'NOT_APPLIED');
    run.send('one', 'RETRY');
    locked(run, 'one', true);
    expect(run.state('one')).toBe('asking');
  });

  it('enters no member when it is rejected or expires', () => {
    const rejected = toAsking(walk(runbook([group('both', [action('one')], { together: true })])), 'both');
    rejected.send('both', 'REJECTED');
    expect(rejected.position).toMatchObject({ phase: 'stopped', ending: 'rejected' });
    const expired = toAsking(walk(runbook([group('both', [action('one')], { together: true })])), 'both');
    expired.send('both', 'TIMED_OUT', { purpose: 'within' });
    expect(expired.state('both')).toBe('held');
    expired.send('both', 'RETRY');
    planned(expired, 'both');
    expect([expired.state('both'), expired.state('one')]).toEqual(['asking', undefined]);
  });

  it('asks for all it holds on one card, also for a together step inside', () => {
    const inner = group('inner', [action('one')], { together: true });
    const run = toAsking(walk(runbook([group('both', [inner], { together: true })])), 'both');
    run.send('both', 'APPROVED');
    run.send('inner', 'ENTERED');
    run.send('one', 'ENTERED');
    locked(run, 'one', true);
    expect(run.state('one')).toBe('applying');
  });
});

it('what a step applied does not count for the next one', () => {
  const run = toVerifying(walk(runbook([action('one'), action('two')])), 'one');
  run.send('one', 'VERIFIED', { until: 0 });
  expect(run.lane('two')).toMatchObject({ applied: false, generation: 0 });
});

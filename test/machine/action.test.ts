import { describe, expect, it } from '@jest/globals';
import { action, MINUTE, proof, runbook } from './shapes.ts';
import { planned, toApplying, toAsking, toVerifying, walk } from './walk.ts';

const one = (more = {}) => walk(runbook([action('kafka', more)]));

describe('an action that goes well', () => {
  it('plans, locks, asks, applies, verifies, and the run succeeds', () => {
    const run = one();
    expect(run.wants()).toEqual(['run timeout', 'kafka enter']);
    run.send('kafka', 'ENTERED');
    expect(run.wants()).toEqual(['run timeout', 'kafka plan']);
    run.send('kafka', 'PLANNED', { until: 100 });
    expect(run.wants()).toEqual(['run timeout', 'kafka lock', 'kafka within']);
    run.send('kafka', 'LOCKED', { waited: false, covered: false });
    expect(run.wants()).toEqual(['run timeout', 'kafka ask', 'kafka within']);
    run.send('kafka', 'APPROVED');
    expect(run.wants()).toEqual(['run timeout', 'kafka apply']);
    run.send('kafka', 'APPLIED', { last: true });
    expect(run.wants()).toEqual(['run timeout', 'kafka verify', 'kafka timeout']);
    run.send('kafka', 'VERIFIED', { until: 0 });
    expect(run.last.ended).toEqual([{ lane: 'kafka', step: 'kafka', instance: 'kafka', outcome: 'passed' }]);
    expect(run.position).toMatchObject({ phase: 'succeeded', wants: [], outcomeUnknown: false });
  });

  it('sends its requests one after another, each wanted anew', () => {
    const run = toApplying(one(), 'kafka');
    const first = run.last.started.find(({ what }) => what === 'apply');
    run.send('kafka', 'APPLIED', { last: false });
    const second = run.last.started.find(({ what }) => what === 'apply');
    expect([first?.n, second?.n]).toEqual([0, 1]);
    expect(second?.key).not.toBe(first?.key);
  });

  it('says at what time the last request may begin', () => {
    const run = toAsking(one(), 'kafka');
    run.now = 5 * MINUTE;
    run.send('kafka', 'APPROVED');
    run.now = 9 * MINUTE;
    run.send('kafka', 'APPLIED', { last: false });
    expect(run.due('kafka', 'apply')).toBe(20 * MINUTE);
  });

  it('passes at once when there is nothing to do', () => {
    const run = one();
    run.send('kafka', 'ENTERED');
    run.send('kafka', 'NOTHING_TO_DO');
    expect(run.position).toMatchObject({ phase: 'succeeded', lanes: [{ state: 'passed', applied: false }] });
  });

  it('is skipped when its `if` is false', () => {
    const run = one();
    run.send('kafka', 'SKIPPED');
    expect(run.position).toMatchObject({ phase: 'succeeded', lanes: [{ state: 'skipped' }] });
  });
});

describe('a plan that does not hold', () => {
  it('is made anew and asked again after drift', () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'DRIFTED');
    expect(run.state('kafka')).toBe('planning');
    expect(planned(run, 'kafka').lane('kafka')).toMatchObject({ state: 'asking', attempt: 2, generation: 0 });
  });

  it('is held when it drifts for the third time, and may drift again after a RETRY', () => {
    const run = one();
    run.send('kafka', 'ENTERED');
    const drift = () => planned(run, 'kafka').send('kafka', 'APPROVED') && run.send('kafka', 'DRIFTED');
    drift();
    drift();
    expect(run.state('kafka')).toBe('planning');
    drift();
    expect(run.state('kafka')).toBe('held');
    run.send('kafka', 'RETRY');
    drift();
    expect(run.state('kafka')).toBe('planning');
  });

  it('is made anew when its approval lapses', () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'LAPSED');
    expect(run.state('kafka')).toBe('planning');
  });

  it('is made anew when the lock had to be waited for', () => {
    const run = one();
    run.send('kafka', 'ENTERED');
    run.send('kafka', 'PLANNED', { until: 100 });
    run.send('kafka', 'LOCKED', { waited: true, covered: false });
    expect(run.state('kafka')).toBe('planning');
  });

  it('is never covered outside a together step', () => {
    const run = one();
    run.send('kafka', 'ENTERED');
    run.send('kafka', 'PLANNED', { until: 100 });
    run.send('kafka', 'LOCKED', { waited: false, covered: true });
    expect(run.state('kafka')).toBe('asking');
  });

  it.each(['REFUSED', 'FAILED'] as const)('is held when planning answers %s', (name) => {
    const run = one();
    run.send('kafka', 'ENTERED');
    run.send('kafka', name);
    expect(run.wants()).toEqual(['run timeout', 'kafka held', 'kafka hold']);
  });
});

describe('the time to approve', () => {
  it('is fixed by the first wait and kept while a lock is waited for', () => {
    const run = one();
    run.send('kafka', 'ENTERED');
    run.send('kafka', 'PLANNED', { until: 30 * MINUTE });
    run.now = 20 * MINUTE;
    run.send('kafka', 'LOCKED', { waited: true, covered: false });
    planned(run, 'kafka', 50 * MINUTE);
    expect(run.due('kafka', 'within')).toBe(30 * MINUTE);
  });

  it.each(['DRIFTED', 'LAPSED'] as const)('is at least five minutes after %s', (name) => {
    const run = toAsking(one(), 'kafka', 30 * MINUTE);
    run.now = 29 * MINUTE;
    run.send('kafka', 'APPROVED');
    run.send('kafka', name);
    planned(run, 'kafka', 59 * MINUTE);
    expect(run.due('kafka', 'within')).toBe(34 * MINUTE);
  });

  it('is not made longer by drift while more than five minutes remain', () => {
    const run = toAsking(one(), 'kafka', 30 * MINUTE);
    run.send('kafka', 'APPROVED');
    run.send('kafka', 'DRIFTED');
    planned(run, 'kafka', 59 * MINUTE);
    expect(run.due('kafka', 'within')).toBe(30 * MINUTE);
  });

  it('starts anew with a RETRY', () => {
    const run = toAsking(one(), 'kafka', 30 * MINUTE);
    run.send('kafka', 'TIMED_OUT', { purpose: 'within' });
    expect(run.state('kafka')).toBe('held');
    run.send('kafka', 'RETRY');
    planned(run, 'kafka', 61 * MINUTE);
    expect(run.due('kafka', 'within')).toBe(61 * MINUTE);
  });

  it('also ends a wait for a lock', () => {
    const run = one();
    run.send('kafka', 'ENTERED');
    run.send('kafka', 'PLANNED', { until: 100 });
    run.send('kafka', 'TIMED_OUT', { purpose: 'within' });
    expect(run.state('kafka')).toBe('held');
  });
});

describe('a request whose fate is not known', () => {
  const unclear = () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'UNKNOWN');
    expect(run.wants()).toContain('kafka reconcile');
    run.send('kafka', 'UNKNOWN');
    return run;
  };

  it('is looked for, then asked about', () => {
    expect(unclear().wants()).toEqual(['run timeout', 'kafka unclear', 'kafka hold']);
  });

  it('goes on when it is found applied, at the next request', () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'APPLIED', { last: false });
    expect(run.lane('kafka')).toMatchObject({ state: 'applying', n: 1, applied: true });
  });

  it('is planned and asked anew when it is found not applied, under the same token', () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'NOT_APPLIED');
    expect(run.lane('kafka')).toMatchObject({ state: 'planning', attempt: 2, generation: 0 });
  });

  it('is held when somebody else did it', () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'BY_OTHER');
    expect(run.state('kafka')).toBe('held');
  });

  it('is looked for again when a person says so', () => {
    const run = unclear();
    run.send('kafka', 'LOOK_AGAIN');
    expect(run.state('kafka')).toBe('reconciling');
  });

  it('counts as applied when a person says so', () => {
    const run = unclear();
    run.send('kafka', 'SAY_APPLIED', { last: true });
    expect(run.lane('kafka')).toMatchObject({ state: 'verifying', applied: true });
  });

  it('is held when a person says that it was not applied', () => {
    const run = unclear();
    run.send('kafka', 'SAY_NOT_APPLIED');
    expect(run.lane('kafka')).toMatchObject({ state: 'held', applied: false });
  });

  it('is held, with no look at an outcome, when it was not applied', () => {
    const run = toApplying(one(), 'kafka');
    run.send('kafka', 'NOT_APPLIED');
    expect(run.state('kafka')).toBe('held');
    expect(run.tell('kafka', 'LOOK_AGAIN')).toBeUndefined();
  });
});

describe('the proof', () => {
  const proven = (more = {}) =>
    toVerifying(one({ verify: [proof(), proof(2 * MINUTE)], settle: 45_000, ...more }), 'kafka');

  it('is verify, each check in order, settling to the moment that verify named, and verify once more', () => {
    const run = proven();
    run.send('kafka', 'VERIFIED', { until: 70_000 });
    expect(run.wants()).toEqual(['run timeout', 'kafka check', 'kafka timeout']);
    expect(run.lane('kafka').n).toBe(0);
    run.now = 3 * MINUTE;
    run.send('kafka', 'VERIFIED', { until: 0 });
    expect(run.wants()).toEqual(['run timeout', 'kafka check', 'kafka within', 'kafka timeout']);
    expect(run.lane('kafka').n).toBe(1);
    expect(run.due('kafka', 'within')).toBe(5 * MINUTE);
    run.send('kafka', 'VERIFIED', { until: 0 });
    expect(run.wants()).toEqual(['run timeout', 'kafka settle']);
    expect(run.due('kafka', 'settle')).toBe(70_000);
    run.send('kafka', 'TIMED_OUT', { purpose: 'settle' });
    expect(run.wants()).toEqual(['run timeout', 'kafka prove', 'kafka timeout']);
    run.send('kafka', 'VERIFIED', { until: 0 });
    expect(run.position.phase).toBe('succeeded');
  });

  it('begins anew when it slips while settling, and its time goes on', () => {
    const run = proven({ verify: [] });
    run.now = 4 * MINUTE;
    run.send('kafka', 'VERIFIED', { until: 5 * MINUTE });
    run.now = 5 * MINUTE;
    run.send('kafka', 'TIMED_OUT', { purpose: 'settle' });
    run.send('kafka', 'SLIPPED');
    expect(run.state('kafka')).toBe('verifying');
    expect(run.due('kafka', 'timeout')).toBe(15 * MINUTE);
  });

  it('says once that it is slow, and goes on looking', () => {
    const run = proven();
    const before = run.lane('kafka').turn;
    run.send('kafka', 'SLOW');
    expect(run.lane('kafka')).toMatchObject({ state: 'verifying', turn: before, slow: true });
    expect(run.last.started.map(({ what }) => what)).toEqual(['slow']);
    expect(run.last.cancelled).toEqual([]);
    expect(run.tell('kafka', 'SLOW')).toBeUndefined();
  });

  it.each(['FAILED', 'SUPERSEDED'] as const)('is held when verify answers %s', (name) => {
    const run = proven();
    run.send('kafka', name);
    expect(run.lane('kafka')).toMatchObject({ state: 'held', applied: true });
  });

  it('is held when its time is over, whatever it is at', () => {
    const verifying = proven();
    const checking = proven();
    checking.send('kafka', 'VERIFIED', { until: 0 });
    const proving = proven({ verify: [] });
    proving.send('kafka', 'VERIFIED', { until: 0 });
    proving.send('kafka', 'TIMED_OUT', { purpose: 'settle' });
    for (const run of [verifying, checking, proving]) {
      run.send('kafka', 'TIMED_OUT', { purpose: 'timeout' });
      expect(run.state('kafka')).toBe('held');
    }
  });

  it('does not time out while it settles', () => {
    const run = proven({ verify: [] });
    run.send('kafka', 'VERIFIED', { until: 0 });
    expect(run.tell('kafka', 'TIMED_OUT', { purpose: 'timeout' })).toBeUndefined();
  });
});

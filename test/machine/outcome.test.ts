import { describe, expect, it } from '@jest/globals';
import { action, MINUTE, proof, runbook } from './shapes.ts';
import { toApplying, toVerifying, walk } from './walk.ts';

const one = (more = {}) => walk(runbook([action('kafka', more)]));

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

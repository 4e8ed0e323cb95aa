import { describe, expect, it } from '@jest/globals';
import { action, MINUTE, proof, runbook } from './shapes.ts';
import { planned, toApplying, toAsking, walk } from './walk.ts';

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

describe('an action that is verified by a later check', () => {
  const applying = () => toApplying(one({ verifiedBy: 'up', verify: [proof()], settle: MINUTE }), 'kafka');

  it('passes when its last request is applied, unproven', () => {
    const run = applying();
    run.send('kafka', 'APPLIED', { last: false });
    expect(run.state('kafka')).toBe('applying');
    run.send('kafka', 'APPLIED', { last: true });
    expect(run.position).toMatchObject({ phase: 'succeeded', lanes: [{ state: 'passed', applied: true }] });
  });

  it('passes when a person says that it was applied', () => {
    const run = applying();
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'SAY_APPLIED', { last: true });
    expect(run.state('kafka')).toBe('passed');
  });

  it('has nothing to look at again while it is held', () => {
    const run = applying();
    run.send('kafka', 'APPLIED', { last: false });
    run.send('kafka', 'NOT_APPLIED');
    expect(run.tell('kafka', 'LOOK_AGAIN')).toBeUndefined();
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

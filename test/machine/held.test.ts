import { describe, expect, it } from '@jest/globals';
import { action, check, manual, runbook, wait } from './shapes.ts';
import { planned, toApplying, toAsking, toVerifying, walk } from './walk.ts';

const held = () => {
  const run = toVerifying(walk(runbook([action('kafka'), action('sender')])), 'kafka');
  run.send('kafka', 'FAILED');
  return run;
};

describe('a held step', () => {
  it('asks a person, and no longer than `hold`', () => {
    const run = toVerifying(walk(runbook([action('kafka')], { hold: 100 })), 'kafka');
    run.now = 50;
    run.send('kafka', 'FAILED');
    expect(run.wants()).toEqual(['run timeout', 'kafka held', 'kafka hold']);
    expect(run.due('kafka', 'hold')).toBe(150);
  });

  it('is planned and asked anew by RETRY, under a new token once something was applied', () => {
    const run = held();
    run.send('kafka', 'RETRY');
    expect(run.lane('kafka')).toMatchObject({ state: 'planning', attempt: 2, generation: 1, n: 0, applied: true });
    planned(run, 'kafka');
    expect(run.state('kafka')).toBe('asking');
  });

  it('keeps its token when nothing of the attempt before was applied', () => {
    const run = held();
    run.send('kafka', 'RETRY');
    run.send('kafka', 'REFUSED');
    run.send('kafka', 'RETRY');
    expect(run.lane('kafka')).toMatchObject({ attempt: 3, generation: 1 });
  });

  it('is verified anew by LOOK_AGAIN, with all its time', () => {
    const run = held();
    run.now = 1_000_000;
    run.send('kafka', 'LOOK_AGAIN');
    expect(run.state('kafka')).toBe('verifying');
    expect(run.due('kafka', 'timeout')).toBe(1_900_000);
  });

  it('cannot be looked at again when nothing of this attempt was applied', () => {
    const run = held();
    run.send('kafka', 'RETRY');
    run.send('kafka', 'REFUSED');
    expect(run.tell('kafka', 'LOOK_AGAIN')).toBeUndefined();
  });

  it('is passed over by SKIP, and what it applied stays applied', () => {
    const run = held();
    run.send('kafka', 'SKIP');
    expect(run.lane('kafka')).toMatchObject({ state: 'skipped', applied: true });
    expect(run.state('sender')).toBe('entering');
  });

  it('stops the run when nobody comes', () => {
    const run = held();
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'hold', outcomeUnknown: false });
    expect(run.state('sender')).toBeUndefined();
  });

  it.each([action('a'), check('a'), wait('a'), manual('a')])('enters again where entering failed ($kind)', (step) => {
    const run = walk(runbook([step]));
    run.send('a', 'FAILED');
    expect(run.state('a')).toBe('held');
    run.send('a', 'RETRY');
    expect(run.state('a')).toBe('entering');
  });
});

describe('on_failure', () => {
  const steps = (onFailure: 'continue' | 'stop') => [action('kafka', { onFailure }), action('sender')];

  it('`continue` lets the next step begin, and the run ends failed', () => {
    const run = toVerifying(walk(runbook(steps('continue'))), 'kafka');
    run.send('kafka', 'FAILED');
    expect(run.state('kafka')).toBe('failed');
    run.send('sender', 'SKIPPED');
    expect(run.position).toMatchObject({ phase: 'failed' });
    expect(run.position.ending).toBeUndefined();
  });

  it('`stop` ends the run as failed', () => {
    const run = toVerifying(walk(runbook(steps('stop'))), 'kafka');
    run.send('kafka', 'SUPERSEDED');
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'failure' });
    expect(run.state('sender')).toBeUndefined();
  });

  it('does not answer a refusal, an expiry, a request that was not applied, or an unclear one', () => {
    const refused = walk(runbook(steps('continue')));
    refused.send('kafka', 'ENTERED');
    refused.send('kafka', 'REFUSED');
    const expired = toAsking(walk(runbook(steps('continue'))), 'kafka');
    expired.send('kafka', 'TIMED_OUT', { purpose: 'within' });
    const missed = toApplying(walk(runbook(steps('continue'))), 'kafka');
    missed.send('kafka', 'NOT_APPLIED');
    expect([refused, expired, missed].map((run) => run.state('kafka'))).toEqual(['held', 'held', 'held']);
  });
});

describe('a rejection', () => {
  it('ends the run while nothing has been applied', () => {
    const run = toAsking(walk(runbook([action('kafka')])), 'kafka');
    run.send('kafka', 'REJECTED');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'rejected', lanes: [{ state: 'halted' }] });
  });

  it('holds the step once something has been applied', () => {
    const run = toVerifying(walk(runbook([action('kafka'), action('sender')])), 'kafka');
    run.send('kafka', 'VERIFIED', { until: 0 });
    toAsking(run, 'sender').send('sender', 'REJECTED');
    expect(run.state('sender')).toBe('held');
  });
});

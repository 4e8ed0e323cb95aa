import { describe, expect, it } from '@jest/globals';
import { action, check, forEach, MINUTE, runbook, wait } from './shapes.ts';
import { toApplying, toAsking, toVerifying, walk } from './walk.ts';

const unclear = () => {
  const run = toApplying(walk(runbook([action('kafka'), action('sender')])), 'kafka');
  run.send('kafka', 'UNKNOWN');
  run.send('kafka', 'UNKNOWN');
  return run;
};

describe('STOP', () => {
  it('ends a run at once that waits for an approval, and closes the ask', () => {
    const run = toAsking(walk(runbook([action('kafka'), action('sender')])), 'kafka');
    run.send('run', 'STOP');
    expect(run.last.cancelled.map(({ what }) => what)).toEqual(['timeout', 'ask', 'within']);
    expect(run.last.started).toEqual([]);
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop', wants: [], outcomeUnknown: false });
  });

  it('waits for the answer of a request on its way, and sends no other', () => {
    const run = toApplying(walk(runbook([action('kafka'), action('sender')])), 'kafka');
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'running', halt: 'stop' });
    expect(run.wants()).toEqual(['kafka apply']);
    run.send('kafka', 'APPLIED', { last: false });
    expect(run.last.started).toEqual([]);
    expect(run.position).toMatchObject({ phase: 'stopped', lanes: [{ state: 'halted', applied: true }, {}] });
  });

  it.each(['NOT_APPLIED', 'DRIFTED', 'LAPSED'] as const)('lets the step rest that answers %s', (name) => {
    const run = toApplying(walk(runbook([action('kafka')])), 'kafka');
    run.send('run', 'STOP');
    run.send('kafka', name);
    expect(run.position).toMatchObject({ phase: 'stopped', lanes: [{ state: 'halted', attempt: 1 }] });
  });

  it('still finds out what became of a request', () => {
    const run = toApplying(walk(runbook([action('kafka')])), 'kafka');
    run.send('run', 'STOP');
    run.send('kafka', 'UNKNOWN');
    expect(run.wants()).toEqual(['kafka reconcile']);
    run.send('kafka', 'BY_OTHER');
    expect(run.position).toMatchObject({ phase: 'stopped', outcomeUnknown: false });
  });

  it('given twice while the outcome is unclear ends the run with the outcome unknown', () => {
    const run = unclear();
    run.send('run', 'STOP');
    expect(run.wants()).toEqual(['kafka unclear', 'kafka hold']);
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop', outcomeUnknown: true });
  });

  it('delivered twice stops once', () => {
    const run = unclear();
    const { turn } = run.position;
    run.send('run', 'STOP', {});
    expect(run.tell('run', 'STOP', { turn })).toBeUndefined();
    expect(run.state('kafka')).toBe('unclear');
  });

  it('does not apply while the run is coming to rest, nor after its end', () => {
    const run = toApplying(walk(runbook([action('kafka')])), 'kafka');
    run.send('run', 'STOP');
    expect(run.tell('run', 'STOP')).toBeUndefined();
    run.send('kafka', 'NOT_APPLIED');
    expect(run.tell('run', 'STOP')).toBeUndefined();
  });

  it('lets every lane rest by itself', () => {
    const run = walk(runbook([action('kafka', { forEach: forEach(2) })]));
    run.send('kafka', 'ENTERED', { count: 5 });
    toApplying(run, 'kafka/0');
    toAsking(run, 'kafka/1');
    run.send('run', 'STOP');
    expect([run.state('kafka/0'), run.state('kafka/1')]).toEqual(['applying', 'halted']);
    run.send('kafka/0', 'APPLIED', { last: true });
    expect(run.position.phase).toBe('stopped');
    expect(run.last.started).toEqual([]);
  });
});

describe('nobody coming while an outcome is unclear', () => {
  it('stops the run, then, a second time, ends it with the outcome unknown', () => {
    const run = unclear();
    run.now = MINUTE;
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'running', halt: 'hold' });
    expect(run.due('kafka', 'hold')).toBe(31 * MINUTE);
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'hold', outcomeUnknown: true });
  });

  it('still lets a person say what happened', () => {
    const run = unclear();
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    run.send('kafka', 'SAY_APPLIED', { last: true });
    expect(run.position).toMatchObject({ phase: 'stopped', outcomeUnknown: false });
    expect(run.lane('kafka')).toMatchObject({ state: 'halted', applied: true });
  });
});

describe("the run's own time", () => {
  it('stops it', () => {
    const run = walk(runbook([wait('pause')], { timeout: 100 }), 1000);
    expect(run.due('run', 'timeout')).toBe(1100);
    run.send('run', 'TIMED_OUT', { purpose: 'timeout' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'time' });
  });
});

describe('finally', () => {
  const ended = () =>
    walk(runbook([check('kafka', { onFailure: 'continue' })], { finally: [wait('tidy'), wait('tell')] }));

  it('runs after the steps, in its own thirty minutes', () => {
    const run = ended();
    run.now = 100;
    run.send('kafka', 'SKIPPED');
    expect(run.position.phase).toBe('finishing');
    expect(run.wants()).toEqual(['run timeout', 'tidy enter']);
    expect(run.due('run', 'timeout')).toBe(30 * MINUTE + 100);
    run.send('tidy', 'SKIPPED');
    run.send('tell', 'SKIPPED');
    expect(run.position.phase).toBe('succeeded');
  });

  it('runs after a STOP, and the run still ends stopped', () => {
    const run = ended();
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'finishing', ending: 'stop' });
    expect(run.position.halt).toBeUndefined();
    expect(run.wants()).toEqual(['run timeout', 'tidy enter']);
    run.send('tidy', 'SKIPPED');
    run.send('tell', 'SKIPPED');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
  });

  it('is cut short by a STOP of its own', () => {
    const run = ended();
    run.send('kafka', 'SKIPPED');
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop', wants: [] });
    expect(run.state('tell')).toBeUndefined();
  });

  it('keeps the reason for which the steps ended', () => {
    const run = ended();
    run.send('run', 'STOP');
    run.send('run', 'TIMED_OUT', { purpose: 'timeout' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
  });

  it('does not mend a failed run', () => {
    const run = ended();
    run.send('kafka', 'FAILED');
    run.send('tidy', 'SKIPPED');
    run.send('tell', 'SKIPPED');
    expect(run.position.phase).toBe('failed');
  });

  it('is not reached by a STOP that was meant for the steps', () => {
    const run = ended();
    const { turn } = run.position;
    run.send('kafka', 'SKIPPED');
    expect(run.tell('run', 'STOP', { turn })).toBeUndefined();
  });
});

it('a run without steps succeeds at once', () => {
  expect(walk(runbook([])).position).toMatchObject({ phase: 'succeeded', wants: [], lanes: [] });
});

it('a verified step that was applied before the STOP is proven no more', () => {
  const run = toVerifying(walk(runbook([action('kafka')])), 'kafka');
  run.send('run', 'STOP');
  expect(run.position).toMatchObject({ phase: 'stopped', lanes: [{ state: 'halted', applied: true }] });
});

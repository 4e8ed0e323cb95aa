import { describe, expect, it } from '@jest/globals';
import type { Step } from '#domain/runbook.ts';
import { action, check, forEach, MINUTE, notify, parallel, runbook, undone, wait } from './shapes.ts';
import { planned, toApplying, toAsking, toVerifying, type Walk, walk } from './walk.ts';

const steps = [undone('kafka'), undone('sender')];

const passed = (run: Walk, lane: string) => toVerifying(run, lane).send(lane, 'VERIFIED', { until: 0 });

/** Both steps are done, a third one is waiting, and a person wants all of it back. */
const rollingBack = (more = {}, written: readonly Step[] = steps): Walk => {
  const run = walk(runbook([...written, wait('pause')], more));
  for (const { id } of written) passed(run, id);
  run.send('run', 'ROLL_BACK');
  return run;
};

/** The plan of rolling back is shown and approved. */
const granted = (run: Walk): Walk => {
  toAsking(run, 'run~undo').send('run~undo', 'APPROVED');
  return run;
};

/** One instance of an undo, covered by the card of all. */
const covered = (run: Walk, lane: string): Walk => {
  run.send(lane, 'ENTERED');
  run.send(lane, 'PLANNED', { until: 100 });
  run.send(lane, 'LOCKED', { waited: false, covered: true });
  return run;
};

const undo = (run: Walk, lane: string) => {
  covered(run, lane).send(lane, 'APPLIED', { last: true });
  run.send(lane, 'VERIFIED', { until: 0 });
};

describe('rolling back', () => {
  it('puts back what was applied, last one first, asked on one card', () => {
    const run = rollingBack();
    expect(run.position).toMatchObject({ phase: 'rolling-back', ending: 'rollback' });
    expect(run.position.halt).toBeUndefined();
    expect(run.wants()).toEqual(['run timeout', 'run~undo enter']);
    toAsking(run, 'run~undo');
    expect(run.position.wants).toMatchObject([{}, { lane: 'run~undo', what: 'ask', together: true }, {}]);
    run.send('run~undo', 'APPROVED');
    expect(run.wants()).toEqual(['run timeout', 'sender~undo enter']);
    run.send('sender~undo', 'ENTERED', { count: 1 });
    expect(run.last.started).toMatchObject([{ lane: 'sender~undo/0', step: 'sender~undo', instance: 'sender~undo~1' }]);
    undo(run, 'sender~undo/0');
    run.send('kafka~undo', 'ENTERED', { count: 1 });
    undo(run, 'kafka~undo/0');
    expect(run.position).toMatchObject({ phase: 'rolled-back', ending: 'rollback', wants: [] });
  });

  it('has the time that the runbook has', () => {
    const run = walk(runbook([undone('kafka'), wait('pause')], { timeout: 100 }), 1000);
    passed(run, 'kafka');
    run.now = 2000;
    run.send('run', 'ROLL_BACK');
    expect(run.due('run', 'timeout')).toBe(2100);
    run.send('run', 'TIMED_OUT', { purpose: 'timeout' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'time' });
  });

  it('undoes each instance of a repeated step, one after another', () => {
    const run = rollingBack({}, [undone('kafka')]);
    granted(run).send('kafka~undo', 'ENTERED', { count: 2 });
    undo(run, 'kafka~undo/0');
    expect(run.last.started).toMatchObject([{ lane: 'kafka~undo/0', instance: 'kafka~undo~2', item: 1 }]);
    undo(run, 'kafka~undo/0');
    expect(run.position.phase).toBe('rolled-back');
  });

  it('passes over what was never applied', () => {
    const run = walk(runbook(steps));
    passed(run, 'kafka');
    run.send('run', 'ROLL_BACK');
    run.send('run~undo', 'ENTERED');
    run.send('run~undo', 'NOTHING_TO_DO');
    run.send('sender~undo', 'ENTERED', { count: 0 });
    run.send('kafka~undo', 'ENTERED', { count: 0 });
    expect(run.position).toMatchObject({ phase: 'rolled-back', ending: 'rollback' });
    expect([run.state('run~undo'), run.state('sender~undo')]).toEqual(['passed', 'passed']);
  });

  it('is none where nothing was applied: the run has failed', () => {
    const run = walk(runbook(steps));
    run.send('run', 'ROLL_BACK');
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'failure' });
    expect(run.state('run~undo')).toBeUndefined();
  });

  it('runs the steps that a step names for it, in place of its own undo', () => {
    const own = action('kafka', { undo: { kind: 'steps', steps: [check('quiet'), action('back')] } });
    const run = granted(rollingBack({}, [own]));
    run.send('kafka~undo', 'ENTERED', { count: 1 });
    run.send('kafka~undo/0', 'ENTERED');
    run.send('quiet/0', 'SKIPPED');
    covered(run, 'back/0').send('back/0', 'APPLIED', { last: true });
    run.send('back/0', 'VERIFIED', { until: 0 });
    expect(run.position.phase).toBe('rolled-back');
  });

  it('has nothing to do where no step can be undone, and has failed', () => {
    const run = walk(runbook([wait('pause')]));
    run.send('run', 'ROLL_BACK');
    expect(run.position).toMatchObject({ phase: 'failed', lanes: [{ lane: 'pause', state: 'halted' }] });
  });

  it('runs `finally` after it, of which nothing is undone', () => {
    const run = rollingBack({ finally: [undone('tidy')] });
    granted(run);
    for (const id of ['sender~undo', 'kafka~undo']) run.send(id, 'ENTERED', { count: 0 });
    expect(run.position).toMatchObject({ phase: 'finishing', ending: 'rollback' });
    expect(run.tell('run', 'ROLL_BACK')).toBeUndefined();
    passed(run, 'tidy');
    expect(run.position).toMatchObject({ phase: 'rolled-back', ending: 'rollback' });
    expect(run.position.lanes.map(({ lane }) => lane)).not.toContain('tidy~undo');
  });

  it('proves each undo like any change, and settles', () => {
    const run = granted(rollingBack({}, [undone('kafka', { settle: MINUTE })]));
    expect(run.tell('kafka~undo', 'ENTERED')).toBeUndefined();
    run.send('kafka~undo', 'ENTERED', { count: 1 });
    covered(run, 'kafka~undo/0').send('kafka~undo/0', 'APPLIED', { last: true });
    run.send('kafka~undo/0', 'VERIFIED', { until: MINUTE });
    expect(run.wants()).toEqual(['run timeout', 'kafka~undo/0 settle']);
  });
});

describe('an undo that does not go well', () => {
  const failedUndo = () => {
    const run = granted(rollingBack());
    run.send('sender~undo', 'ENTERED', { count: 1 });
    covered(run, 'sender~undo/0').send('sender~undo/0', 'NOT_APPLIED');
    expect(run.state('sender~undo/0')).toBe('held');
    return run;
  };
  const rest = (run: Walk) => run.send('kafka~undo', 'ENTERED', { count: 0 });

  it('is held, and tried again with an approval of its own', () => {
    const run = failedUndo();
    run.send('sender~undo/0', 'RETRY');
    planned(run, 'sender~undo/0').send('sender~undo/0', 'APPROVED');
    run.send('sender~undo/0', 'APPLIED', { last: true });
    run.send('sender~undo/0', 'VERIFIED', { until: 0 });
    rest(run);
    expect(run.position.phase).toBe('rolled-back');
  });

  it('asks alone when its plan has moved since it was shown', () => {
    const run = granted(rollingBack());
    run.send('sender~undo', 'ENTERED', { count: 1 });
    covered(run, 'sender~undo/0').send('sender~undo/0', 'DRIFTED');
    run.send('sender~undo/0', 'PLANNED', { until: 100 });
    run.send('sender~undo/0', 'LOCKED', { waited: false, covered: true });
    expect(run.state('sender~undo/0')).toBe('asking');
  });

  it('is skipped by a person, and the run has failed, not rolled back', () => {
    const run = failedUndo();
    run.send('sender~undo/0', 'SKIP');
    rest(run);
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'rollback' });
  });

  it('is not held against the run when it was a step before that was skipped', () => {
    const run = walk(runbook([check('up'), undone('kafka'), wait('pause')]));
    run.send('up', 'FAILED');
    run.send('up', 'SKIP');
    passed(run, 'kafka');
    run.send('run', 'ROLL_BACK');
    granted(run).send('kafka~undo', 'ENTERED', { count: 0 });
    expect(run.position.phase).toBe('rolled-back');
  });

  it('stops what it stops, and `finally` follows', () => {
    const run = failedUndo();
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
    expect([run.state('sender~undo/0'), run.state('kafka~undo')]).toEqual(['halted', undefined]);
  });

  it('stops when nobody comes', () => {
    const run = failedUndo();
    run.send('sender~undo/0', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'hold' });
  });

  it('holds all of it when the card is rejected', () => {
    const run = toAsking(rollingBack(), 'run~undo');
    run.send('run~undo', 'REJECTED');
    expect(run.state('run~undo')).toBe('held');
    run.send('run~undo', 'SKIP');
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'rollback' });
  });
});

describe('a run that shall be rolled back', () => {
  it('does so by itself when a step says so that failed', () => {
    const run = walk(runbook([undone('kafka'), check('up', { onFailure: 'rollback' }), wait('after')]));
    passed(run, 'kafka');
    run.send('up', 'FAILED');
    expect(run.position).toMatchObject({ phase: 'rolling-back', ending: 'rollback' });
    expect([run.state('up'), run.state('after')]).toEqual(['failed', undefined]);
    granted(run).send('kafka~undo', 'ENTERED', { count: 1 });
    undo(run, 'kafka~undo/0');
    expect(run.position.phase).toBe('rolled-back');
  });

  it('has failed where the first plan fails, since nothing was applied', () => {
    const run = walk(runbook([undone('kafka', { onFailure: 'rollback' })]));
    run.send('kafka', 'ENTERED');
    run.send('kafka', 'FAILED');
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'failure' });
  });

  it('is not rolled back for a failure in `finally`, which counts as one', () => {
    const run = walk(runbook([undone('kafka')], { finally: [check('up', { onFailure: 'rollback' }), wait('after')] }));
    passed(run, 'kafka');
    run.send('up', 'FAILED');
    expect(run.position).toMatchObject({ phase: 'failed', ending: 'failure' });
  });

  const inFlight = () => {
    const run = walk(runbook([parallel('both', [[undone('kafka')], [undone('sender')]])]));
    run.send('both', 'ENTERED');
    toApplying(run, 'kafka');
    run.send('run', 'ROLL_BACK');
    expect(run.position).toMatchObject({ phase: 'running', halt: 'rollback' });
    expect(run.state('sender')).toBe('halted');
    return run;
  };

  it('first learns what became of a request', () => {
    const run = inFlight();
    run.send('kafka', 'APPLIED', { last: false });
    expect(run.position.phase).toBe('rolling-back');
    expect(run.lane('kafka')).toMatchObject({ state: 'halted', applied: true });
  });

  it('is asked for once', () => {
    expect(inFlight().tell('run', 'ROLL_BACK')).toBeUndefined();
  });

  it('is stopped instead by a STOP', () => {
    const run = inFlight();
    const { turn } = run.position;
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'running', halt: 'stop' });
    expect(run.tell('run', 'STOP', { turn })).toBeUndefined();
    run.send('kafka', 'APPLIED', { last: true });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
  });

  const unclear = () => {
    const run = inFlight();
    run.send('kafka', 'UNKNOWN');
    run.send('kafka', 'UNKNOWN');
    return run;
  };

  it('is stopped by a STOP also while an outcome is unclear, and a second one gives up on it', () => {
    const run = unclear();
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'running', halt: 'stop' });
    expect(run.state('kafka')).toBe('unclear');
    run.send('run', 'STOP');
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop', outcomeUnknown: true });
  });

  it('is not rolled back from an outcome that nobody cleared up', () => {
    const run = unclear();
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'running', halt: 'hold' });
    run.send('kafka', 'TIMED_OUT', { purpose: 'hold' });
    expect(run.position).toMatchObject({ phase: 'stopped', ending: 'hold', outcomeUnknown: true });
  });

  it('goes on to it once a person says what happened', () => {
    const run = unclear();
    run.send('kafka', 'SAY_APPLIED', { last: true });
    expect(run.position).toMatchObject({ phase: 'rolling-back', outcomeUnknown: false });
  });

  it('has failed once a person says that nothing happened', () => {
    const run = unclear();
    run.send('kafka', 'SAY_NOT_APPLIED');
    expect(run.position).toMatchObject({ phase: 'failed', outcomeUnknown: false });
  });
});

it('what has a STOP in `finally` after rolling back is stopped', () => {
  const run = rollingBack({ finally: [notify('tell')] }, [action('kafka')]);
  expect(run.position).toMatchObject({ phase: 'finishing', ending: 'rollback' });
  run.send('run', 'STOP');
  expect(run.position).toMatchObject({ phase: 'stopped', ending: 'stop' });
});

it('a repeated step is undone by one lane', () => {
  const run = walk(runbook([undone('kafka', { forEach: forEach(5) })]));
  expect(run.position.lanes.filter(({ step }) => step === 'kafka~undo').map(({ lane }) => lane)).toEqual([
    'kafka~undo',
    'kafka~undo/0',
  ]);
});

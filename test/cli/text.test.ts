import { describe, expect, it } from '@jest/globals';
import { cardText } from '#cli/text/card.ts';
import { findingText } from '#cli/text/finding.ts';
import { runText } from '#cli/text/run.ts';
import { approval, held, manual, view } from './views.ts';

describe('a run as text', () => {
  it('says what it is, where it stands, and what waits for somebody', () => {
    expect(runText(view).join('\n')).toBe(`Restart Kafka
Run 01JD8Q4F3W · prod (111122223333, us-east-1) · started by Alice at 2026-01-22 08:00 UTC
Why: drill
Dependents: evaluator, sender

Waiting for approval · step 2 of 4
  1  passed   Restart Zookeeper
  2  waiting  Restart Kafka · 1 of 1 running

Approval needed · step 2 of 4 · Restart Kafka (kafka)
  kafka desired count 2 → 4
  kafka task 1f3a stopped
  Affects: 1 task of kafka
  Users will notice: All clients lose the broker.
  If it goes wrong: A restart ends as it began.
  Warning: Nothing runs meanwhile.
  Approved by 0 of 1; @sre may approve until 08:20 UTC.`);
  });

  it('leaves out a card that is over, and ends with the receipt', () => {
    const closed = { how: 'approved', at: approval.raisedAt, by: [{ id: 'U02BOB', name: 'Bob' }] } as const;
    const receipt = {
      headline: 'Succeeded',
      outcomeUnknown: false,
      duration: 372_000,
      applied: 2,
      of: 2,
      changed: ['kafka restarted'],
      skipped: [{ title: 'Sign in', by: { id: 'U02BOB', name: 'Bob' }, reason: 'no browser' }],
      notDone: [],
      approvedBy: [{ id: 'U02BOB', name: 'Bob' }],
      undone: ['kafka: desired count 4 → 2'],
      notUndone: [],
      unproven: [],
      timeline: [],
      log: 'f00d',
    };
    const text = runText({ ...view, phase: 'succeeded', cards: [{ ...approval, closed }], receipt }).join('\n');
    expect(text).not.toContain('Approval needed');
    expect(text).toContain(`Succeeded · 2 of 2 changes made · 6 min 12 s
Skipped:
  Sign in by Bob: no browser
Changed:
  kafka restarted
Put back:
  kafka: desired count 4 → 2
Approved by Bob
Log f00d`);
  });
});

describe('a card as text', () => {
  it('says what has moved since the plan that was approved, and whose approval is void', () => {
    const drift = {
      moved: [{ what: 'desired count', was: '2', now: '6' }],
      voided: [{ id: 'U02BOB', name: 'Bob' }],
    };
    expect(cardText({ ...approval, drift }).slice(1, 3)).toEqual([
      '  Changed since it was shown: desired count was 2, now 6.',
      '  Void: the approval of Bob.',
    ]);
  });

  it('names each of several plans', () => {
    const plans = ['evaluator', 'sender'].map((target) => ({
      instance: target,
      title: `Restart ${target}`,
      changes: [{ target, what: 'stopped' }],
    }));
    expect(cardText({ ...approval, plans }).slice(1, 5)).toEqual([
      '  Restart evaluator:',
      '    evaluator stopped',
      '  Restart sender:',
      '    sender stopped',
    ]);
  });

  it('of a held step says the cause in the words of the service, and what stays changed', () => {
    expect(cardText(held)).toEqual([
      'Held · step 2 of 4 · Restart Kafka (kafka)',
      '  AccessDeniedException: not authorized to perform ecs:StopTask.',
      '    last line',
      '  Already changed: zookeeper restarted',
      '  Unless somebody decides, the run stops at 08:30 UTC.',
    ]);
  });

  it('that is over says how, by whom and why instead of asking', () => {
    const closed = {
      how: 'rejected',
      at: held.raisedAt,
      by: [{ id: 'U02BOB', name: 'Bob' }],
      note: 'not now',
    } as const;
    expect(cardText({ ...manual, closed })).toEqual([
      'Somebody has to do this · step 4 of 4 · Sign in (login)',
      '  Rejected by Bob at 08:00 UTC: not now',
    ]);
  });
});

describe('a finding as text', () => {
  it('is one line that editors read, and the hint below it', () => {
    const finding = {
      rule: 'unknown-key',
      severity: 'error',
      file: 'a.yml',
      line: 3,
      column: 5,
      endLine: 3,
      endColumn: 9,
      message: 'Unknown key "tite"',
      hint: 'did you mean "title"?',
    } as const;
    expect(findingText(finding)).toBe('a.yml:3:5: Unknown key "tite" [unknown-key]\n    did you mean "title"?');
    expect(findingText({ ...finding, severity: 'warning' })).toMatch(/^a\.yml:3:5: warning: Unknown/);
  });
});

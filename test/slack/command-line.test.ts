import { describe, expect, it } from '@jest/globals';
import { readCommandLine } from '#slack/command-line.ts';

describe('what stands behind /runbook', () => {
  it.each([
    ['', { kind: 'catalogue' }],
    ['  ', { kind: 'catalogue' }],
    ['start', { kind: 'catalogue' }],
    ['start kafka-restart', { kind: 'start', runbook: 'kafka-restart', given: {} }],
    [
      'start scale-api count=4 reason="api is slow" service=“api two”',
      { kind: 'start', runbook: 'scale-api', given: { count: '4', reason: 'api is slow', service: 'api two' } },
    ],
    ['start scale-api query="a=b"', { kind: 'start', runbook: 'scale-api', given: { query: 'a=b' } }],
    ['schedules', { kind: 'schedules' }],
    [' START   kafka-restart ', { kind: 'start', runbook: 'kafka-restart', given: {} }],
    [' START   kafka-restart now', { kind: 'unknown', typed: 'start kafka-restart now' }],
    ['runs', { kind: 'runs' }],
    ['show 4f3w', { kind: 'show', run: '4F3W' }],
    ['show', { kind: 'runs' }],
    ['stop 4F3W', { kind: 'stop', run: '4F3W' }],
    ['stop', { kind: 'runs' }],
    ['help', { kind: 'help' }],
    ['strat kafka', { kind: 'unknown', typed: 'strat', meant: 'start' }],
    ['halp', { kind: 'unknown', typed: 'halp', meant: 'help' }],
    ['delete', { kind: 'unknown', typed: 'delete' }],
    ['<!channel>', { kind: 'unknown', typed: '<!channel>' }],
  ])('%j is read as %j', (text, line) => {
    expect(readCommandLine(text)).toEqual(line);
  });
});

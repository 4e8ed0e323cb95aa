import { describe, expect, it } from '@jest/globals';
import { readCommandLine } from '#slack/command-line.ts';

describe('what stands behind /runbook', () => {
  it.each([
    ['', { kind: 'catalogue' }],
    ['  ', { kind: 'catalogue' }],
    ['start', { kind: 'catalogue' }],
    ['start kafka-restart', { kind: 'start', runbook: 'kafka-restart' }],
    [' START   kafka-restart now', { kind: 'start', runbook: 'kafka-restart' }],
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

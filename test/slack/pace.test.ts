import { describe, expect, it } from '@jest/globals';
import type { Drawing } from '#engine/api.ts';
import type { MessageRow } from '#engine/rows.ts';
import { createPace } from '#slack/pace.ts';
import { run, TEXTS } from './samples.ts';

const view = run(TEXTS.typical);
const advanced = { ...view, steps: view.steps.map((step) => ({ ...step, status: 'passed' as const })) };

const drawing = (
  kind: MessageRow['kind'],
  id = 'R1',
  { ts = '1.1', of = view }: { ts?: string | undefined; of?: Drawing['view'] } = {},
): Drawing => ({
  row: {
    run: id,
    surface: 'slack',
    purpose: kind,
    kind,
    lane: 'kafka',
    turn: 1,
    facts: {},
    wanted: 2,
    posted: 1,
    raisedAt: 0,
    ...(ts === '' ? {} : { ts, channel: 'C1' }),
  },
  view: of,
  channel: 'C1',
});

const clocked = () => {
  let time = 0;
  const pass = (ms: number): void => {
    time += ms;
  };
  return { pace: createPace(() => time), pass };
};

describe('the pace of updates', () => {
  it('lets the progress of one run through every 3 seconds', () => {
    const { pace, pass } = clocked();
    expect(pace.admit(drawing('root'))).toBe(0);
    expect(pace.admit(drawing('root'))).toBe(3_000);
    pass(2_000);
    expect(pace.admit(drawing('root'))).toBe(1_000);
    expect(pace.admit(drawing('root', 'R2'))).toBe(0);
    pass(1_000);
    expect(pace.admit(drawing('root'))).toBe(0);
  });

  it('does not make a step that has ended wait for them', () => {
    const { pace } = clocked();
    pace.admit(drawing('root'));
    expect(pace.admit(drawing('root', 'R1', { of: advanced }))).toBe(0);
  });

  it('lets 40 updates a minute through, 10 of them only for what is asked and decided', () => {
    const { pace, pass } = clocked();
    const runs = Array.from({ length: 30 }, (_, index) => `R${index}`);
    for (const id of runs) expect(pace.admit(drawing('root', id))).toBe(0);
    pass(5_000);
    expect(pace.admit(drawing('root', 'R0'))).toBe(55_000);
    for (let card = 0; card < 10; card += 1) expect(pace.admit(drawing('ask', `R${card}`))).toBe(0);
    expect(pace.admit(drawing('ask'))).toBe(55_000);
    pass(55_000);
    expect(pace.admit(drawing('ask'))).toBe(0);
  });

  it('never holds back a message that is not there yet', () => {
    const { pace } = clocked();
    for (let index = 0; index < 100; index += 1) expect(pace.admit(drawing('ask', 'R1', { ts: '' }))).toBe(0);
  });

  it('puts new runs first, then decisions, then steps, then progress', () => {
    const { pace } = clocked();
    pace.admit(drawing('root', 'progress'));
    const all = [
      drawing('root', 'progress'),
      drawing('root', 'step'),
      drawing('ask', 'decision'),
      drawing('root', 'new', { ts: '' }),
    ];
    expect(pace.ordered(all).map(({ row }) => row.run)).toEqual(['new', 'decision', 'step', 'progress']);
  });
});

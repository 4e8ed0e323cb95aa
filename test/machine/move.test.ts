import { describe, expect, it } from '@jest/globals';
import { compile, configOf } from '#machine/compile.ts';
import { locate } from '#machine/locate.ts';
import { move, start } from '#machine/move.ts';
import { action, check, forEach, group, manual, proof, runbook, wait } from './shapes.ts';

const all = runbook(
  [
    action('kafka', { verify: [proof()], settle: 1000, onFailure: 'stop' }),
    action('senders', { forEach: forEach(2), together: true }),
    group('both', [check('up'), manual('look')], { together: true }),
  ],
  { finally: [wait('pause')] },
);

describe('compile', () => {
  it('gives plain JSON, the same for the same runbook', () => {
    const config = configOf(all);
    expect(JSON.parse(JSON.stringify(config))).toEqual(config);
    expect(configOf(JSON.parse(JSON.stringify(all)))).toEqual(config);
  });

  it("refuses a step with the name of the run's own lane", () => {
    expect(() => compile(runbook([wait('run')]))).toThrow('A step cannot be called `run`.');
  });

  it('takes any id that a step may have', () => {
    const machine = compile(runbook([wait('constructor')]));
    const entered = move(machine, start(machine, 0).snapshot, { name: 'ENTERED', lane: 'constructor', turn: 1, at: 0 });
    expect(entered?.position.lanes).toMatchObject([{ lane: 'constructor', state: 'waiting', turn: 2 }]);
  });

  it('takes under 16 kB for a lane', () => {
    const size = (lanes: number) =>
      JSON.stringify(configOf(runbook([action('a', { verify: [proof()], settle: 1, forEach: forEach(lanes) })])))
        .length;
    expect((size(10) - size(1)) / 9).toBeLessThan(16_000);
  });
});

describe('a snapshot', () => {
  const machine = compile(all);
  const first = start(machine, 5);

  it('is plain JSON and locates as what was moved to', () => {
    const saved = JSON.parse(JSON.stringify(first.snapshot));
    expect(saved).toEqual(first.snapshot);
    expect(locate(machine, saved)).toEqual(first.position);
  });

  it('lists every lane in written order, entered or not', () => {
    expect(first.position.lanes.map(({ lane, state }) => [lane, state])).toEqual([
      ['kafka', 'entering'],
      ['senders', undefined],
      ['senders/0', undefined],
      ['senders/1', undefined],
      ['both', undefined],
      ['up', undefined],
      ['look', undefined],
      ['pause', undefined],
    ]);
  });

  it('is small at the beginning', () => {
    expect(JSON.stringify(first.snapshot).length).toBeLessThan(600);
  });
});

describe('an event', () => {
  const machine = compile(all);
  const { snapshot } = start(machine, 0);
  const entered = { name: 'ENTERED', lane: 'kafka', turn: 1, at: 1 } as const;

  it('moves nothing when it is late, early, or for somebody else', () => {
    expect(move(machine, snapshot, { ...entered, turn: 0 })).toBeUndefined();
    expect(move(machine, snapshot, { ...entered, turn: 2 })).toBeUndefined();
    expect(move(machine, snapshot, { ...entered, lane: 'pause' })).toBeUndefined();
    expect(move(machine, snapshot, { ...entered, lane: 'nobody' })).toBeUndefined();
    expect(move(machine, snapshot, { ...entered, name: 'APPROVED' })).toBeUndefined();
  });

  it('leaves the snapshot that it moves from as it was', () => {
    const before = JSON.stringify(snapshot);
    expect(move(machine, snapshot, entered)).toBeDefined();
    expect(JSON.stringify(snapshot)).toBe(before);
  });

  it('starts what is newly wanted and cancels what is not any more, by key', () => {
    const moved = move(machine, snapshot, entered);
    expect(moved?.started.map(({ key }) => key)).toEqual(['kafka:2:plan']);
    expect(moved?.cancelled.map(({ key }) => key)).toEqual(['kafka:1:enter']);
  });
});

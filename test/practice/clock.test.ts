import { afterEach, describe, expect, it } from '@jest/globals';
import { type Clock, type ClockOptions, createClock } from '#practice/clock.ts';

const start = Date.UTC(2026, 0, 22, 18);
const clocks: Clock[] = [];
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.stop();
});

function clockOf(options: Omit<ClockOptions, 'start'>) {
  const clock = createClock({ ...options, start });
  clocks.push(clock);
  const ticks: number[] = [];
  clock.onTick((now) => ticks.push((now - start) / 1_000));
  return { clock, ticks };
}

const nextTick = (clock: Clock) => new Promise<number>((resolve) => clock.onTick(resolve));

describe('a manual clock', () => {
  it('stands still until it is advanced', async () => {
    const { clock, ticks } = clockOf({ mode: 'manual' });
    const other = clockOf({ mode: 'scaled', scale: 100 });
    await nextTick(other.clock);
    expect(clock.now()).toBe(start);
    expect(ticks).toEqual([]);
  });

  it('has run every second of the way, in order, when advance returns', () => {
    const { clock, ticks } = clockOf({ mode: 'manual' });
    clock.advance(3_000);
    expect(ticks).toEqual([1, 2, 3]);
    expect(clock.now()).toBe(start + 3_000);
  });

  it('ticks on whole seconds only, and loses no part of one', () => {
    const { clock, ticks } = clockOf({ mode: 'manual' });
    for (let part = 0; part < 5; part += 1) clock.advance(500);
    expect(ticks).toEqual([1, 2]);
    expect(clock.now()).toBe(start + 2_500);
  });

  it('runs when it gets a scale, and pauses at 0', async () => {
    const { clock } = clockOf({ mode: 'manual' });
    clock.setScale(1_000);
    await nextTick(clock);
    clock.setScale(0);
    const paused = clock.now();
    expect(paused).toBeGreaterThan(start);
    await nextTick(clockOf({ mode: 'scaled', scale: 1_000 }).clock);
    expect(clock.now()).toBe(paused);
  });
});

describe('a running clock', () => {
  it('catches up with every second that passed between two looks', async () => {
    const { clock, ticks } = clockOf({ mode: 'scaled', scale: 1_000 });
    await nextTick(clock);
    clock.setScale(0);
    clock.catchUp();
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks).toEqual(ticks.map((_, index) => index + 1));
  });

  it('goes on from where it is when its scale changes, and can be advanced besides', () => {
    const { clock } = clockOf({ mode: 'real' });
    expect(clock.scale()).toBe(1);
    clock.advance(60_000);
    clock.setScale(0);
    const then = clock.now() - start;
    expect(then).toBeGreaterThanOrEqual(60_000);
    expect(then).toBeLessThan(65_000);
  });

  it('tells a listener nothing more once it has left', () => {
    const { clock } = clockOf({ mode: 'manual' });
    const heard: number[] = [];
    const leave = clock.onTick((now) => heard.push(now));
    clock.advance(1_000);
    leave();
    clock.advance(1_000);
    expect(heard).toHaveLength(1);
  });
});

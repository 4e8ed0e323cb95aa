import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { worldClock } from '#cli/practice/world-clock.ts';

let server: Server;
let said: unknown;
let url = '';
beforeEach(async () => {
  server = createServer((_, response) => response.end(JSON.stringify(said)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => void server.close());

describe('the clock of a practice world', () => {
  it('tells the simulated time, as fast as it goes there; real time stays real', async () => {
    said = { now: 1_000_000, scale: 3_600_000 };
    const clock = await worldClock(url);
    const first = clock.now();
    expect(first).toBeGreaterThanOrEqual(1_000_000);
    expect(Math.abs(clock.wall() - Date.now())).toBeLessThan(50);
    await new Promise(setImmediate);
    expect(clock.now()).toBeGreaterThan(first);
    clock.stop();
  });

  it('stands still with the world', async () => {
    said = { now: 5, scale: 0 };
    const clock = await worldClock(url);
    await new Promise(setImmediate);
    expect(clock.now()).toBe(5);
    clock.stop();
  });

  it('is not taken from something that is no clock', async () => {
    said = { ok: true };
    await expect(worldClock(url)).rejects.toThrow('does not tell the time');
  });
});

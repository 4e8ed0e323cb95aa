import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { checkOf, type Stage, setStage } from '../practice.ts';
import { logGroup, world } from '../world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage(world());
});
afterEach(() => stage.close());

const look = (asked: JsonObject) => checkOf('logs.tail').read(asked, stage.read, stage.ctx());

describe('logs.tail', () => {
  it('shows the last lines of all streams, oldest first', async () => {
    const { state, evidence, outputs } = await look({ group: logGroup, lines: 3 });
    expect(state).toBe('ok');
    expect(evidence['lines']).toHaveLength(3);
    expect(outputs).toEqual({ count: 3, last: (evidence['lines'] as string[]).at(-1) });
  });

  it('keeps to the streams that are asked for', async () => {
    const all = Number((await look({ group: logGroup, lines: 25 })).outputs['count']);
    const own = Number((await look({ group: logGroup, lines: 25, stream: 'broker/' })).outputs['count']);
    expect(own).toBeGreaterThan(0);
    expect(own).toBeLessThan(all);
  });

  it('holds without any line, and says since when', async () => {
    expect(await look({ group: '/ecs/silent' })).toMatchObject({
      state: 'ok',
      progress: expect.stringMatching(/^no line in \/ecs\/silent since \d{4}-/),
      outputs: { count: 0, last: '' },
    });
  });

  it('counts from the time that is given', async () => {
    stage.pass(120);
    expect((await look({ group: logGroup, since: '1m' })).outputs['count']).toBe(0);
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { RunView, Span } from '#domain/run-view.ts';
import { png } from '#graph/raster.ts';
import { timelineSvg } from '#graph/timeline.ts';
import { receipt, rootsOf, run, TEXTS } from '../slack/samples.ts';

const at = (time: string): number => Date.parse(`2026-11-21T${time}Z`);
const step = { number: 3, title: 'Restart the dependents' };
const AFTER: readonly Span[] = [
  { step, kind: 'waiting', from: at('08:05:12'), to: at('08:09:00') },
  { step, kind: 'working', from: at('08:09:00'), to: at('08:12:00') },
  { step, kind: 'held', from: at('08:12:00'), to: at('08:40:00'), outcome: 'failed' },
];

const texts = TEXTS.typical;
const failed = (): RunView =>
  run(texts, {
    cards: [],
    endedAt: at('08:40:00'),
    phase: 'failed',
    receipt: receipt(texts, {
      headline: 'Failed at step 3 of 4',
      duration: 2_460_000,
      timeline: [...receipt(texts).timeline, ...AFTER],
    }),
  });

const widths = (svg: string): readonly number[] =>
  [...svg.matchAll(/ width="([\d.]+)" height="18"/g)].map(([, width]) => Number(width));

describe('the picture of a timeline', () => {
  it('is what was reviewed', () => {
    const file = new URL('../golden/timeline.svg', import.meta.url).pathname;
    const svg = timelineSvg(failed());
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, svg);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no golden file yet').toBe(svg);
  });

  it('has a row for each step and a bar for each stretch, as long as it took', () => {
    const svg = timelineSvg(failed());
    expect(svg.match(/>\d\. [^<]+</g)).toEqual([
      '>1. Restart Zookeeper<',
      '>2. Restart Kafka<',
      '>3. Restart the dependents (failed)<',
    ]);
    const [asked = 0, , , , , , held = 0] = widths(svg);
    expect(held / asked).toBeCloseTo((28 * 60) / 52, 0);
  });

  it('shows a stretch of a second in a run of a day', () => {
    const short: Span = { step, kind: 'working', from: at('08:00:00'), to: at('08:00:01') };
    const day = run(texts, {
      endedAt: at('08:00:00') + 24 * 3_600_000,
      receipt: receipt(texts, { timeline: [short] }),
    });
    expect(widths(timelineSvg(day))).toEqual([3]);
  });

  it.each(Object.entries(TEXTS))('is well formed with %s texts and of runs without a timeline', async (_, each) => {
    for (const view of Object.values(rootsOf(each))) {
      const svg = timelineSvg(view);
      expect(svg).not.toMatch(/<[!@]|&(?!#\d+;)/);
      expect([...(await png(svg)).slice(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
    }
  });

  it('draws letters on a machine without any fonts', async () => {
    const blank = await png(timelineSvg(failed()).replaceAll(/<text[^>]*>[^<]*<\/text>/g, ''));
    expect((await png(timelineSvg(failed()))).length).toBeGreaterThan(blank.length * 2);
  });
});

import { describe, expect, it } from '@jest/globals';
import { coverageOf, percentOf } from '#testing/coverage.ts';
import { benchFor } from './bench.ts';

const { runbook, run } = benchFor(
  'look',
  `steps:\n  - { id: look, manual: Look at it., assign: [oncall], timeout: 30m }\n`,
);

const test = (name: string, people: string): string =>
  `  - { name: ${name}, as: alice, environment: prod, people: [${people}], expect: { steps: {} } }\n`;

const done = test('done', '{ who: alice, does: done, at: look }');
const failed = test('failed', '{ who: alice, does: fail, at: look }, { who: alice, does: retry, at: look }');

const coverage = async (entries: string) => coverageOf(runbook, (await run(entries)).histories);

describe('coverage', () => {
  it('is nothing without a test', () => {
    const none = coverageOf(runbook, []);
    expect(none.missing).toHaveLength(none.total);
    expect(percentOf(none)).toBe(0);
  });

  it('counts every way that a run has gone, once', async () => {
    const { total, missing } = await coverage(done);
    expect(total - missing.length).toBe(2);
    const both = await coverage(done + failed);
    // Held, retried, asked anew; then nobody answers, and the run gives up.
    expect(both.total - both.missing.length).toBe(6);
    const gone = await coverage(done + failed + failed.replace('failed', 'once more'));
    expect(gone.missing).toEqual(both.missing);
  });

  it('names the ways that nobody has gone', async () => {
    const { missing } = await coverage(done + failed);
    expect(missing).toContainEqual({ step: 'look', from: 'held', event: 'SKIP', to: 'skipped' });
    expect(missing).not.toContainEqual(expect.objectContaining({ from: 'asking', event: 'DONE' }));
  });
});

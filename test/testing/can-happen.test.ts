import { describe, expect, it } from '@jest/globals';
import { coverageOf } from '#testing/coverage.ts';
import { benchFor } from './bench.ts';

const write = `
steps:
  - id: write
    title: Write another key
    impact: None.
    action: secrets.put
    with: { secret: key, generate: { bytes: 32 } }
`;

describe('a written secret', () => {
  const { missing } = coverageOf(benchFor('write', write).runbook, []);
  const byOther = missing.filter(({ event }) => event === 'BY_OTHER').map(({ step }) => step);

  it('is never written by somebody else under our id, but may be put back by somebody else', () => {
    expect(byOther).toEqual(['write~undo']);
  });
});

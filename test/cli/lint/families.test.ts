import { describe, expect, it, jest } from '@jest/globals';
import { families } from '#cli/lint/families.ts';
import type { Parts } from '#cli/parts.ts';

const practiceNames = jest.fn<Parts['practiceNames']>(async () => ({
  worlds: [{ id: 'alerting-platform', title: 'One', cluster: 'c' }],
  faults: [],
}));
const world = { findConfig: async () => undefined, runbookFiles: async () => [], practiceNames };

describe('what files are judged by', () => {
  it('holds nothing of practice where there are only runbooks, for they are linted often and shall be fast', async () => {
    const [family] = await families([{ file: 'a.yml', text: 'runbook: a\n' }], true, world);
    expect(family?.context.practice).toBeUndefined();
    expect(practiceNames).not.toHaveBeenCalled();
  });

  it('holds the names of practice where there are tests', async () => {
    const [family] = await families([{ file: 'a.test.yml', text: 'runbook: a\n' }], true, world);
    expect(family?.context.practice?.worlds).toEqual(['alerting-platform']);
  });
});

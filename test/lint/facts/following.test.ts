import { describe, expect, it } from '@jest/globals';
import { stepsAfter, stepsBefore } from '#lint/facts/following.ts';
import { stepOf, subjectWith } from './subject.ts';

const subject = subjectWith(`
  - { id: first, wait: 1s }
  - id: both
    parallel:
      left:
        - { id: left, wait: 1s }
        - id: change
          action: ssm.rotate-parameter
          with: { name: /a, generate: { bytes: 48 } }
          undo:
            steps:
              - { id: back, wait: 1s }
              - { id: again, wait: 1s }
        - { id: left_end, wait: 1s }
      right:
        - { id: right, wait: 1s }
  - { id: last, wait: 1s }
finally:
  - { id: clean, wait: 1s }
`);

const ids = (steps: readonly { readonly id: string }[]): readonly string[] => steps.map(({ id }) => id);

describe('what follows a step', () => {
  it('is what stands after it and after those around it, then finally, but no other branch', () => {
    expect(ids(stepsAfter(stepOf(subject, 'left'), subject))).toEqual(['change', 'left_end', 'last', 'clean']);
  });

  it('holds the members of a step that stands after it', () => {
    expect(ids(stepsAfter(stepOf(subject, 'first'), subject))).toContain('right');
  });

  it('is for a step of an undo only the rest of that undo', () => {
    expect(ids(stepsAfter(stepOf(subject, 'back'), subject))).toEqual(['again']);
  });

  it('is nothing for the last step of finally', () => {
    expect(stepsAfter(stepOf(subject, 'clean'), subject)).toEqual([]);
  });
});

describe('what comes before a step', () => {
  it('is what stands before it and before those around it, but no other branch', () => {
    expect(ids(stepsBefore(stepOf(subject, 'left_end'), subject))).toEqual(['first', 'left', 'change']);
  });

  it('is for a step of finally the whole run', () => {
    expect(ids(stepsBefore(stepOf(subject, 'clean'), subject))).toContain('right');
  });

  it('is for a step of an undo only what stands before it there', () => {
    expect(ids(stepsBefore(stepOf(subject, 'again'), subject))).toEqual(['back']);
  });
});

import { expect, it } from '@jest/globals';
import { rotates } from '#lint/facts/rotations.ts';

it.each([
  ['ssm.rotate-parameter', {}, true],
  ['secrets.rotate', {}, true],
  ['secrets.promote', {}, true],
  ['secrets.put', { stage: 'current' }, true],
  ['secrets.put', { stage: 'pending' }, false],
  ['secrets.put', {}, false],
  ['ecs.restart-service', {}, false],
])('%s %p: readers get a new value: %p', (uses, input, is) => {
  expect(rotates({ uses, with: input })).toBe(is);
});

import { describe, expect, it } from '@jest/globals';
import type { Person } from '#domain/person.ts';
import { type Policy, quorumTrouble } from '#domain/policy.ts';

const policy = (entries: Policy['entries'], requester = false): Policy => ({
  entries,
  requester,
  within: 3_600_000,
  validFor: 600_000,
});
const named = (name: string, groups: readonly string[], kind: Person['kind'] = 'member'): Person => ({
  id: name.toLowerCase(),
  name,
  kind,
  groups,
});

const one = policy([{ groups: ['sre'], count: 1 }]);
const both = policy([
  { groups: ['sre'], count: 1 },
  { groups: ['oncall'], count: 1 },
]);
const [bob, dan, eve] = [named('Bob', ['sre']), named('Dan', ['sre']), named('Eve', ['sre', 'oncall'])];

describe('whether an approval could come about today', () => {
  it.each<[string, Policy, readonly Person[], string | undefined]>([
    ['two of the group are enough for one approval', one, [bob, dan], undefined],
    ['a policy that asks nobody is met by nobody', policy([]), [], undefined],
    ['an empty group cannot approve', one, [], '@sre has none of the 1 person who must approve.'],
    [
      'guests and deactivated people are not counted',
      one,
      [named('Gus', ['sre'], 'guest'), named('Zoe', ['sre'], 'deactivated')],
      '@sre has none of the 1 person who must approve.',
    ],
    [
      'the only one of a group cannot ask for a change',
      one,
      [bob],
      'If Bob asks for a change, @sre has none of the 1 person who must approve: who asks is not counted.',
    ],
    ['unless who asks is counted', { ...one, requester: true }, [bob], undefined],
    [
      'two of two are not enough when one of them asks',
      policy([{ groups: ['sre'], count: 2 }]),
      [bob, dan],
      'If Bob asks for a change, @sre has 1 of the 2 people who must approve: who asks is not counted.',
    ],
    [
      'one person does not fill two places',
      { ...both, requester: true },
      [eve],
      '@sre and @oncall must be 2 people, and only 1 can be found.',
    ],
    [
      'who is in both groups takes the place that the other leaves',
      { ...both, requester: true },
      [eve, bob],
      undefined,
    ],
    [
      'the worst asker counts, not the first',
      both,
      [bob, dan, eve],
      'If Eve asks for a change, @oncall has none of the 1 person who must approve: who asks is not counted.',
    ],
    [
      'either group may fill a place of both',
      policy([{ groups: ['sre', 'oncall'], count: 2 }]),
      [bob, dan, named('Ann', ['oncall'])],
      undefined,
    ],
  ])('%s', (_, rule, people, words) => {
    expect(quorumTrouble(rule, people)).toBe(words);
  });
});

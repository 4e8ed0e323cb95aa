import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { closed, count, duration, flag, groupNames } from './words.ts';

const demands = {
  groups: Type.Optional(groupNames('Somebody of any of these groups has to approve.')),
  count: Type.Optional(count('How many different people of these groups.', 1, 10)),
  requester: Type.Optional(flag('Whether who asked may be counted. A runbook can only say `false`.')),
  within: Type.Optional(duration('How long the ask stays open.')),
  valid_for: Type.Optional(duration('How long an approval holds until the first request is sent.')),
};

const rule = Type.Object(demands, { title: 'an approval rule', ...closed, minProperties: 1 });

/** A card names them all, and there are not more people to ask. */
const size = { minItems: 1, maxItems: 10 };
const rules = Type.Array(rule, size);

/** One demand, or a list of which every entry must be met. */
export const approve = Type.Union([rule, rules], {
  title: 'an approval rule, or a list of them',
  description: 'Who must approve. A runbook or a step can only tighten what the environment says.',
});

/** As it stands on an action or a group. */
export const stepApprove = Type.Union(
  [
    Type.Object(
      {
        ...demands,
        together: Type.Optional(flag('Plan all at once and ask for all of them on one card.')),
      },
      { title: 'an approval rule', ...closed, minProperties: 1 },
    ),
    rules,
  ],
  { title: 'an approval rule, or a list of them', description: 'Tightens who must approve this step.' },
);

const grant = { ...demands, groups: groupNames('Somebody of any of these groups has to approve.') };
const environmentRule = Type.Object(grant, { title: 'an approval rule', ...closed });

export const environmentApprove = Type.Union([environmentRule, Type.Array(environmentRule, size)], {
  title: 'an approval rule, or a list of them',
  description: 'Who must approve every action. Of a list every entry must be met, and a person counts for one.',
});

export type RawRule = Static<typeof rule>;
export type RawGrant = Static<typeof environmentRule>;

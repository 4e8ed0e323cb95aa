import { type Policy, tighten } from '#domain/policy.ts';
import { approvalPlaces } from '../facts/approval-places.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'approval-no-effect',
  area: 'approval',
  severity: 'warning',
  summary: 'A rule of `approve` demands something that the runbook does not demand already.',
  *runbook(subject) {
    for (const { rules, around } of approvalPlaces(subject)) {
      let demanded = tighten(loosest, around);
      for (const { at, rule } of rules) {
        const before = demanded;
        demanded = tighten(before, [rule]);
        if (JSON.stringify(demanded) !== JSON.stringify(before)) continue;
        yield {
          at,
          message: 'this demands nothing that is not demanded already',
          hint: 'raise `count`, name other `groups`, shorten `within` or `valid_for`, or take it out',
        };
      }
    }
  },
});

/** An environment may say anything, so repeating its words is no mistake: it keeps them for this runbook when they change there. */
const loosest: Policy = {
  entries: [{ groups: [], count: 1 }],
  requester: true,
  within: Number.MAX_VALUE,
  validFor: Number.MAX_VALUE,
};

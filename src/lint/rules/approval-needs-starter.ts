import type { Config, Environment } from '#domain/config.ts';
import { type Policy, sayEntries } from '#domain/policy.ts';
import { listedIn, missing, staffFor } from '../facts/staff.ts';
import { tightenedIn } from '../facts/tightened.ts';
import { sayNames } from '../facts/words.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'approval-needs-starter',
  area: 'approval',
  severity: 'warning',
  summary: 'Whoever starts a run, enough others are left to approve it.',
  *config({ config }) {
    for (const environment of config.environments) {
      const stuck = stuckIn(environment, environment.approve, config);
      if (stuck.length > 0)
        yield { at: `/environments/${environment.id}/approve`, ...said(stuck, environment, environment.approve) };
    }
  },
  *runbook(subject) {
    const { config } = subject;
    if (!config) return;
    for (const { at, environment, around, policy } of tightenedIn(subject)) {
      const before = stuckIn(environment, around, config);
      const stuck = stuckIn(environment, policy, config).filter((id) => !before.includes(id));
      if (stuck.length > 0) yield { at, ...said(stuck, environment, policy) };
    }
  },
});

/** Those who may start and whose own approval is missing then; nobody, where there are too few people in any case. */
function stuckIn({ start }: Environment, policy: Policy, { groups }: Config): readonly string[] {
  const staff = staffFor(policy, groups);
  if (policy.requester || missing(policy, staff) > 0) return [];
  return listedIn(groups, start).filter(
    (id) =>
      missing(
        policy,
        staff.filter((person) => person.id !== id),
      ) > 0,
  );
}

const said = (stuck: readonly string[], { id }: Environment, policy: Policy) => ({
  message: `nobody can approve in "${id}" what ${sayNames(stuck)} starts: ${sayEntries(policy)} must approve, and the requester is not counted`,
  hint: 'lower `count`, or add somebody to the groups that approve',
});

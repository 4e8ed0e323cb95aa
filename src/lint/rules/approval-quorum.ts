import type { Config } from '#domain/config.ts';
import { needed, type Policy, sayEntries } from '#domain/policy.ts';
import { missing, staffFor } from '../facts/staff.ts';
import { tightenedIn } from '../facts/tightened.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'approval-quorum',
  area: 'approval',
  severity: 'error',
  summary: 'There are as many different people as must approve.',
  *config({ config }) {
    for (const { id, approve } of config.environments)
      if (!isEnough(approve, config)) yield { at: `/environments/${id}/approve`, ...said(approve, config, id) };
  },
  *runbook(subject) {
    const { config } = subject;
    if (!config) return;
    for (const { at, environment, around, policy } of tightenedIn(subject))
      if (isEnough(around, config) && !isEnough(policy, config)) yield { at, ...said(policy, config, environment.id) };
  },
});

const isEnough = (policy: Policy, { groups }: Config): boolean => missing(policy, staffFor(policy, groups)) === 0;

/** Nobody fills two places, so somebody in two groups is one person all the same. */
function said(policy: Policy, { groups }: Config, environment: string) {
  const all = needed(policy);
  const there = all - missing(policy, staffFor(policy, groups));
  return {
    message: `${sayEntries(policy)} must approve in "${environment}": that takes ${all} people, and there are only ${there}`,
    hint: 'lower `count`, or list more people in `groups` of stepward.yml',
  };
}

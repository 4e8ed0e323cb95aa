import type { Config, Environment } from '#domain/config.ts';
import { needed } from '#domain/policy.ts';
import { isProduction } from '../facts/production.ts';
import { listedIn } from '../facts/staff.ts';
import { sayNames } from '../facts/words.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'approval-alone',
  area: 'approval',
  severity: 'error',
  summary: 'In production nobody can both ask for a change and be the only one to approve it.',
  *config({ config }) {
    for (const environment of config.environments) {
      const { id, approve } = environment;
      if (!isProduction(id) || !approve.requester || needed(approve) > 1 || !isShared(environment, config)) continue;
      yield {
        at: `/environments/${id}/approve`,
        message: `who starts a run in "${id}" may approve it alone: the requester is counted, and one approval of ${sayNames(approversOf(environment))} is enough`,
        hint: 'take out `requester: true`, or ask for `count: 2`',
      };
    }
  },
});

const approversOf = ({ approve }: Environment): readonly string[] => [
  ...new Set(approve.entries.flatMap(({ groups }) => groups)),
];

/** Whether somebody may surely do both: a group does, or a person who is listed in two. */
function isShared(environment: Environment, { groups }: Config): boolean {
  const approvers = approversOf(environment);
  const starters = environment.start;
  const slackOf = (name: string): string | undefined => {
    const group = groups[name];
    return group && 'slack' in group ? group.slack : undefined;
  };
  const sameGroup = starters.some((name) =>
    approvers.some((other) => other === name || (slackOf(other) !== undefined && slackOf(other) === slackOf(name))),
  );
  const listed = listedIn(groups, approvers);
  return sameGroup || listedIn(groups, starters).some((id) => listed.includes(id));
}

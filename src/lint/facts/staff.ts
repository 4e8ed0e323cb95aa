import type { Config } from '#domain/config.ts';
import type { Person } from '#domain/person.ts';
import { filled, needed, type Policy } from '#domain/policy.ts';

type Groups = Config['groups'];

/**
 * Everybody who could approve, once. Who is in a group of Slack's is not known here: each is taken to have as many members as the policy could need,
 * so that a quorum is called impossible only where the lists of users say so.
 */
export function staffFor(policy: Policy, groups: Groups): readonly Person[] {
  const ids = new Set(Object.values(groups).flatMap((group) => ('users' in group ? group.users : [])));
  const listed = [...ids].map((id) =>
    member(
      id,
      namesOf(groups, (group) => 'users' in group && group.users.includes(id)),
    ),
  );
  const slack = new Set(Object.values(groups).flatMap((group) => ('slack' in group ? [group.slack] : [])));
  const unlisted = [...slack].flatMap((id) => {
    const names = namesOf(groups, (group) => 'slack' in group && group.slack === id);
    return Array.from({ length: needed(policy) }, (_, i) => member(`${id}/${i}`, names));
  });
  return [...listed, ...unlisted];
}

const namesOf = (groups: Groups, has: (group: Groups[string]) => boolean): readonly string[] =>
  Object.keys(groups).filter((name) => groups[name] !== undefined && has(groups[name]));

const member = (id: string, groups: readonly string[]): Person => ({ id, name: id, kind: 'member', groups });

/** How many approvals are missing when all of these people approve. */
export const missing = (policy: Policy, people: readonly Person[]): number => needed(policy) - filled(policy, people);

/** Those whom the configuration lists by their ids in any of these groups. */
export const listedIn = (groups: Groups, names: readonly string[]): readonly string[] => {
  const all = names.flatMap((name) => {
    const group = groups[name];
    return group && 'users' in group ? group.users : [];
  });
  return [...new Set(all)];
};

import type { SlackPerson } from './options.ts';
import type { Message, Workspace } from './workspace.ts';

const hasActions = ({ blocks }: Message): boolean => JSON.stringify(blocks).includes('"type":"actions"');

/** By person: how many messages name them, or a group of theirs, and still have something to click. */
export function mentionsOf({ options, messages }: Workspace): Readonly<Record<string, number>> {
  const asking = [...messages.values()].filter(hasActions);
  const namesOf = ({ id }: SlackPerson): readonly string[] => [
    `<@${id}>`,
    ...options.groups.filter(({ members }) => members.includes(id)).map((group) => `<!subteam^${group.id}`),
  ];
  const count = (person: SlackPerson): number =>
    asking.filter(
      ({ blocks, onlyFor }) =>
        (onlyFor ?? person.id) === person.id && namesOf(person).some((name) => JSON.stringify(blocks).includes(name)),
    ).length;
  return Object.fromEntries(options.people.map((person) => [person.id, count(person)]));
}

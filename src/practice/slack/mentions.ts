import type { SlackGroup, SlackPerson } from './options.ts';
import type { Message, Workspace } from './workspace.ts';

/** Whether these words or blocks name the person, or a group of theirs. */
export function isNamed(
  person: string,
  groups: readonly SlackGroup[],
  content: Pick<Message, 'text' | 'blocks'>,
): boolean {
  const written = content.text + JSON.stringify(content.blocks);
  const own = groups.filter(({ members }) => members.includes(person));
  return written.includes(`<@${person}>`) || own.some(({ id }) => written.includes(`<!subteam^${id}`));
}

const unread = ({ options, messages, read }: Workspace, { id }: SlackPerson): number =>
  [...messages.values()].filter(
    (message) =>
      Number(message.ts) > Number(read.get(id) ?? 0) &&
      (message.onlyFor ?? id) === id &&
      message.author !== id &&
      isNamed(id, options.groups, message),
  ).length;

/** By person: how many messages name them that were posted since they last looked. */
export const mentionsOf = (workspace: Workspace): Readonly<Record<string, number>> =>
  Object.fromEntries(workspace.options.people.map((person) => [person.id, unread(workspace, person)]));

/** This person has seen everything up to now. */
export function markRead({ messages, read }: Workspace, person: string): void {
  const last = [...messages.keys()].at(-1);
  if (last !== undefined) read.set(person, last);
}

import { APP, type PracticeSlackOptions, type SlackChannel, type SlackPerson } from './options.ts';
import { slackError } from './slack-error.ts';

/** A channel, or the direct messages between one person and the bot. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'direct';
  /** People and, where it was invited, the bot. */
  readonly members: readonly string[];
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly shared?: SlackChannel['shared'];
}

export function findPerson(options: PracticeSlackOptions, id: unknown): SlackPerson {
  const person = options.people.find((each) => each.id === id);
  if (!person) throw slackError('user_not_found');
  return person;
}

const direct = (person: SlackPerson): Place => ({
  id: person.id.replace(/^./, 'D'),
  name: 'directmessage',
  kind: 'direct',
  members: [person.id, APP.userId],
  isPrivate: true,
  isArchived: false,
});

/** Every place of the workspace, channels first. */
export function placesOf({ channels, people }: PracticeSlackOptions): readonly Place[] {
  const everyone = people.map(({ id }) => id);
  const open = channels.map(
    ({ id, name, members, withoutBot, ...more }): Place => ({
      id,
      name,
      kind: 'channel',
      members: [...(members ?? everyone), ...(withoutBot ? [] : [APP.userId])],
      isPrivate: more.private === true,
      isArchived: more.archived === true,
      ...(more.shared ? { shared: more.shared } : {}),
    }),
  );
  return [...open, ...people.map(direct)];
}

/** By channel id, `#name`, or the id of a person for their direct messages. */
export function findPlace(options: PracticeSlackOptions, wanted: unknown): Place {
  const key = String(wanted).replace(/^#/, '');
  const person = options.people.find(({ id }) => id === key);
  const id = person ? direct(person).id : key;
  const place = placesOf(options).find((each) => each.id === id || (each.kind === 'channel' && each.name === id));
  if (!place) throw slackError('channel_not_found');
  return place;
}

/** As the app sees it: a private channel that it is not in does not exist. */
export function findKnownPlace(options: PracticeSlackOptions, wanted: unknown): Place {
  const place = findPlace(options, wanted);
  if (place.isPrivate && !place.members.includes(APP.userId)) throw slackError('channel_not_found');
  return place;
}

/** Where the bot is a member. */
export function findOwnPlace(options: PracticeSlackOptions, wanted: unknown): Place {
  const place = findKnownPlace(options, wanted);
  if (!place.members.includes(APP.userId)) throw slackError('not_in_channel');
  return place;
}

/** Where the bot may post. */
export function findOpenPlace(options: PracticeSlackOptions, wanted: unknown): Place {
  const place = findOwnPlace(options, wanted);
  if (place.isArchived) throw slackError('is_archived');
  return place;
}

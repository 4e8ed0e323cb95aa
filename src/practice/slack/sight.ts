import type { Json } from '#domain/json.ts';
import type { Core } from './core.ts';
import { mentionsOf } from './mentions.ts';
import { stackOf } from './modals.ts';
import { APP, SLACKBOT, type SlackGroup, type SlackPerson, type SlackShortcut } from './options.ts';
import { findPerson, type Place, placesOf } from './places.ts';
import type { SelectedByBlock } from './state-values.ts';
import type { Message, Modal, SlackFile, Workspace } from './workspace.ts';

export interface SeenMessage {
  readonly channel: string;
  readonly ts: string;
  readonly author: { readonly id: string; readonly displayName: string; readonly isApp: boolean };
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly isEdited: boolean;
  /** "Only visible to you". */
  readonly isEphemeral: boolean;
  /** What this person has chosen in its elements. */
  readonly selected: SelectedByBlock;
  readonly files: readonly Pick<SlackFile, 'id' | 'name' | 'title' | 'altText'>[];
  readonly replies: readonly SeenMessage[];
}

export interface SeenPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: Place['kind'];
  readonly messages: readonly SeenMessage[];
}

/** Everything that one person sees. */
export interface Sight {
  readonly me: SlackPerson;
  readonly people: readonly SlackPerson[];
  readonly groups: readonly SlackGroup[];
  readonly team: string;
  readonly commands: readonly string[];
  readonly shortcuts: readonly SlackShortcut[];
  readonly places: readonly SeenPlace[];
  /** The visible one is the last. */
  readonly modals: readonly Modal[];
  /** App Home, once the bot has published it. */
  readonly home?: Modal;
  /** By person: how many messages name them that were posted since they last looked. */
  readonly mentions: Readonly<Record<string, number>>;
  /** How many connections the bot holds. */
  readonly connections: number;
}

const isApp = (author: string): boolean => author === APP.userId || author === SLACKBOT.id;

const nameOf = ({ options }: Workspace, author: string): string =>
  [{ ...APP, id: APP.userId }, SLACKBOT].find(({ id }) => id === author)?.displayName ??
  options.people.find(({ id }) => id === author)?.displayName ??
  author;

function seen(workspace: Workspace, person: string, message: Message, visible: readonly Message[]): SeenMessage {
  const { channel, ts, author, text, blocks } = message;
  return {
    channel,
    ts,
    author: { id: author, displayName: nameOf(workspace, author), isApp: isApp(author) },
    text,
    blocks,
    isEdited: message.editedTs !== undefined,
    isEphemeral: message.onlyFor !== undefined,
    selected: workspace.selected.get(`${person}:${ts}`) ?? {},
    files: (message.files ?? []).map(({ id, name, title, altText }) => ({ id, name, title, altText })),
    replies: visible.filter(({ threadTs }) => threadTs === ts).map((reply) => seen(workspace, person, reply, [])),
  };
}

function seenPlace(workspace: Workspace, person: string, place: Place): SeenPlace {
  const visible = [...workspace.messages.values()].filter(
    ({ channel, onlyFor }) => channel === place.id && (onlyFor ?? person) === person,
  );
  const roots = visible.filter(({ threadTs }) => threadTs === undefined);
  return {
    id: place.id,
    name: place.name,
    kind: place.kind,
    messages: roots.map((message) => seen(workspace, person, message, visible)),
  };
}

export function sightOf({ workspace, connections }: Core, person: string): Sight {
  const { options } = workspace;
  const home = workspace.homes.get(person);
  const places = placesOf(options).filter(({ members }) => members.includes(person));
  return {
    me: findPerson(options, person),
    people: options.people,
    groups: options.groups,
    team: options.team.name,
    commands: options.commands,
    shortcuts: options.shortcuts ?? [],
    places: places.map((place) => seenPlace(workspace, person, place)),
    modals: stackOf(workspace, person),
    ...(home ? { home } : {}),
    mentions: mentionsOf(workspace),
    connections: connections.count(),
  };
}

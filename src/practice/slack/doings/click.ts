import type { Json, JsonObject } from '#domain/json.ts';
import { type Element, findElement } from '../blocks/elements-of.ts';
import { type Core, DONE, failed, type Shown } from '../core.ts';
import { isJsonObject } from '../json-object.ts';
import { messageJson } from '../messages.ts';
import { modalJson, stackOf } from '../modals.ts';
import type { SlackPerson } from '../options.ts';
import { findPerson, findPlace } from '../places.ts';
import { actionValue, holdsState, type Selected, type SelectedByBlock, stateValues } from '../state-values.ts';
import type { Message, Modal } from '../workspace.ts';
import { interaction } from './payloads.ts';

/** On which message or in which modal, on what, and for elements with a choice what was chosen. */
export interface Click {
  readonly ts?: string;
  readonly viewId?: string;
  readonly actionId: string;
  /** Needed only where two blocks have an element with this id. */
  readonly blockId?: string;
  readonly selected?: Selected;
}

const GONE = failed('This message has changed. Look again before you click.');
const UNANSWERED = failed('The app did not respond. Try again.');

/** App Home is a view as a modal is. */
type Target = { readonly message: Message } | { readonly modal: Modal };

function findTarget({ workspace }: Core, person: string, { ts, viewId }: Click): Target | undefined {
  const home = workspace.homes.get(person);
  const modal = [...stackOf(workspace, person), ...(home ? [home] : [])].find(({ id }) => id === viewId);
  if (modal) return { modal };
  const message = ts === undefined ? undefined : workspace.messages.get(ts);
  return message && (message.onlyFor ?? person) === person ? { message } : undefined;
}

/** Remembers the choice, so that later payloads hold it in `state.values`. */
function select({ workspace }: Core, key: string, at: readonly [string, string], selected: Selected): SelectedByBlock {
  const before = workspace.selected.get(key) ?? {};
  const [blockId, actionId] = at;
  const after = { ...before, [blockId]: { ...before[blockId], [actionId]: selected } };
  workspace.selected.set(key, after);
  workspace.changed();
  return after;
}

function about(core: Core, person: SlackPerson, target: Target, selected: SelectedByBlock): JsonObject {
  if ('modal' in target) {
    const { modal } = target;
    return { container: { type: 'view', view_id: modal.id }, view: modalJson(core.workspace, modal) };
  }
  const { message } = target;
  const { channel, ts, threadTs, onlyFor, blocks } = message;
  const place = findPlace(core.workspace.options, channel);
  const response = core.responses.issue({ person: person.id, place, ts });
  const thread = threadTs ? { thread_ts: threadTs } : {};
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: onlyFor !== undefined, ...thread },
    channel: { id: place.id, name: place.name },
    ...(onlyFor ? {} : { message: messageJson(message) }),
    state: { values: stateValues(blocks, selected) },
    response_url: `${core.connections.origin()}/slack/respond/${response}`,
  };
}

/** Overflow menus hold no state but send their option. */
function chosenOption(element: Element, selected: Selected): JsonObject {
  if (element['type'] !== 'overflow' || !Array.isArray(element['options'])) return actionValue(element, selected);
  const option = element['options'].filter(isJsonObject).find((each) => each['value'] === selected);
  return option ? { selected_option: option } : {};
}

const SENT: readonly string[] = ['type', 'action_id', 'text', 'value', 'style', 'url', 'confirm', 'placeholder'];

const action = (core: Core, blockId: string, element: Element, selected: Selected): JsonObject => ({
  ...Object.fromEntries(Object.entries(element).filter((entry): entry is [string, Json] => SENT.includes(entry[0]))),
  ...chosenOption(element, selected),
  block_id: blockId,
  action_ts: core.workspace.nextTs(),
});

/** A person clicks a button, or chooses something in an element that acts at once. */
export async function click(core: Core, personId: string, clicked: Click): Promise<Shown> {
  const person = findPerson(core.workspace.options, personId);
  const target = findTarget(core, personId, clicked);
  if (!target) return GONE;
  const { blocks } = 'modal' in target ? target.modal : target.message;
  const found = findElement(blocks, clicked.actionId, clicked.blockId);
  if (!found) return GONE;
  const { blockId, element } = found;
  const { selected = null } = clicked;
  const key = 'modal' in target ? target.modal.id : `${personId}:${target.message.ts}`;
  const state = holdsState(element)
    ? select(core, key, [blockId, clicked.actionId], selected)
    : (core.workspace.selected.get(key) ?? {});
  const delivery = await core.connections.deliver('interactive', {
    type: 'block_actions',
    ...interaction(core, person),
    ...about(core, person, target, state),
    actions: [action(core, blockId, element, selected)],
  });
  return delivery.kind === 'acked' ? DONE : UNANSWERED;
}

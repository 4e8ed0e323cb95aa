import type { Json, JsonObject } from '#domain/json.ts';
import { checkView } from './blocks/check-blocks.ts';
import { isJsonObject, unfolded } from './json-object.ts';
import { APP } from './options.ts';
import { reasonsOf, slackError } from './slack-error.ts';
import { stateValues } from './state-values.ts';
import { withIds } from './with-ids.ts';
import type { Modal, Workspace } from './workspace.ts';

const DEEPEST = 3;
const LARGEST = 250_000;

export const stackOf = (workspace: Workspace, owner: string): readonly Modal[] => workspace.modals.get(owner) ?? [];

function setStack(workspace: Workspace, owner: string, stack: readonly Modal[]): void {
  workspace.modals.set(owner, stack);
  workspace.changed();
}

/** A view that Slack would take, as an object or as JSON text. Throws Slack's errors. */
export function readView(given: unknown, surface: 'modal' | 'home' = 'modal'): JsonObject {
  const view = unfolded(given);
  if (!isJsonObject(view)) throw slackError('invalid_arguments', ['[ERROR] missing required field: view']);
  const problems = checkView(view, surface);
  if (problems.length > 0) throw slackError('invalid_arguments', reasonsOf(problems));
  if (JSON.stringify(view).length > LARGEST) throw slackError('view_too_large');
  return view;
}

function create(workspace: Workspace, owner: string, content: JsonObject): Modal {
  const blocks: unknown = content['blocks'];
  return {
    id: workspace.nextId('V'),
    owner,
    hash: workspace.nextTs(),
    content,
    blocks: Array.isArray(blocks) ? withIds(blocks, workspace.nextId) : [],
  };
}

/** The first view of a new stack; what was open before goes away. */
export function openModal(workspace: Workspace, owner: string, view: JsonObject): Modal {
  const modal = create(workspace, owner, view);
  setStack(workspace, owner, [modal]);
  return modal;
}

export function pushModal(workspace: Workspace, owner: string, view: JsonObject): Modal {
  const stack = stackOf(workspace, owner);
  if (stack.length === 0) throw slackError('not_found');
  if (stack.length >= DEEPEST) throw slackError('push_limit_reached');
  const modal = create(workspace, owner, view);
  setStack(workspace, owner, [...stack, modal]);
  return modal;
}

export function findModal(workspace: Workspace, by: { readonly id?: unknown; readonly externalId?: unknown }): Modal {
  const open = [...workspace.modals.values()].flat();
  const found = open.find(
    ({ id, content }) => id === by.id || (by.externalId !== undefined && content['external_id'] === by.externalId),
  );
  if (!found) throw slackError('not_found');
  return found;
}

/** Another content in the same place; fields with the same ids keep what was typed. `hash`, if given, must be the current one. */
export function replaceModal(workspace: Workspace, modal: Modal, view: JsonObject, hash?: unknown): Modal {
  if (hash !== undefined && hash !== modal.hash) throw slackError('hash_conflict');
  const next = { ...create(workspace, modal.owner, view), id: modal.id };
  const stack = stackOf(workspace, modal.owner).map((each) => (each.id === modal.id ? next : each));
  setStack(workspace, modal.owner, stack);
  return next;
}

/** App Home of one person, instead of what was there. */
export function publishHome(workspace: Workspace, owner: string, view: JsonObject, hash?: unknown): Modal {
  if (hash !== undefined && hash !== workspace.homes.get(owner)?.hash) throw slackError('hash_conflict');
  const home = create(workspace, owner, view);
  workspace.homes.set(owner, home);
  workspace.changed();
  return home;
}

export function closeModal(workspace: Workspace, modal: Modal): void {
  setStack(
    workspace,
    modal.owner,
    stackOf(workspace, modal.owner).filter(({ id }) => id !== modal.id),
  );
}

export const clearModals = (workspace: Workspace, owner: string): void => setStack(workspace, owner, []);

const orNull = (value: Json | undefined): Json => value ?? null;

/** The view as Slack writes it in answers and payloads, with what stands in its fields. */
export function modalJson(workspace: Workspace, modal: Modal): JsonObject {
  const stack = stackOf(workspace, modal.owner);
  const below = stack[stack.findIndex(({ id }) => id === modal.id) - 1];
  const { content } = modal;
  return {
    id: modal.id,
    team_id: workspace.options.team.id,
    app_installed_team_id: workspace.options.team.id,
    app_id: APP.id,
    bot_id: APP.botId,
    type: content['type'] ?? 'modal',
    callback_id: content['callback_id'] ?? '',
    external_id: content['external_id'] ?? '',
    private_metadata: content['private_metadata'] ?? '',
    title: orNull(content['title']),
    submit: orNull(content['submit']),
    close: orNull(content['close']),
    clear_on_close: content['clear_on_close'] ?? false,
    notify_on_close: content['notify_on_close'] ?? false,
    blocks: modal.blocks,
    state: { values: stateValues(modal.blocks, workspace.selected.get(modal.id) ?? {}) },
    hash: modal.hash,
    root_view_id: stack[0]?.id ?? modal.id,
    previous_view_id: orNull(below?.id),
  };
}

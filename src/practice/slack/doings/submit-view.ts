import { asFailure } from '#domain/failure.ts';
import { isObject, type Json } from '#domain/json.ts';
import { type Core, DONE, failed, type Shown } from '../core.ts';
import { isJsonObject } from '../json-object.ts';
import { clearModals, closeModal, modalJson, pushModal, readView, replaceModal, stackOf } from '../modals.ts';
import { findPerson } from '../places.ts';
import { slackError } from '../slack-error.ts';
import type { Selected, SelectedByBlock } from '../state-values.ts';
import type { Modal, Workspace } from '../workspace.ts';
import { checkFields } from './check-fields.ts';
import { interaction } from './payloads.ts';

/** By block id: an input block has one element. */
export type Values = Readonly<Record<string, Selected>>;

const TROUBLE = failed('We had some trouble connecting. Try again?');
const CLOSED = failed('This window is no longer open.');

const inputsOf = (blocks: readonly Json[]) => blocks.filter(isJsonObject).filter((block) => block['type'] === 'input');

function fill(workspace: Workspace, modal: Modal, values: Values): SelectedByBlock {
  const filled: Record<string, Readonly<Record<string, Selected>>> = { ...workspace.selected.get(modal.id) };
  for (const { block_id: id, element } of inputsOf(modal.blocks)) {
    const value = values[String(id)];
    if (value !== undefined && isObject(element)) filled[String(id)] = { [String(element['action_id'])]: value };
  }
  workspace.selected.set(modal.id, filled);
  return filled;
}

/** Slack takes errors for inputs of this modal only. */
function readErrors(modal: Modal, answer: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const given = isObject(answer['errors']) ? Object.entries(answer['errors']) : [];
  const inputs = inputsOf(modal.blocks).map((block) => block['block_id']);
  const unknown = given.filter(([blockId]) => !inputs.includes(blockId)).map(([blockId]) => blockId);
  if (given.length === 0 || unknown.length > 0)
    throw slackError('invalid_errors', [`no such input: ${unknown.join(', ')}`]);
  return Object.fromEntries(given.map(([blockId, error]) => [blockId, String(error)]));
}

/** https://docs.slack.dev/surfaces/modals#response_actions */
function obey(workspace: Workspace, modal: Modal, answer: Readonly<Record<string, unknown>>): Shown {
  switch (answer['response_action']) {
    case undefined:
      closeModal(workspace, modal);
      return DONE;
    case 'errors':
      return { ok: false, errors: readErrors(modal, answer) };
    case 'update':
      replaceModal(workspace, modal, readView(answer['view']));
      return DONE;
    case 'push':
      pushModal(workspace, modal.owner, readView(answer['view']));
      return DONE;
    case 'clear':
      clearModals(workspace, modal.owner);
      return DONE;
    default:
      throw slackError('invalid_response_action', [String(answer['response_action'])]);
  }
}

function show({ workspace }: Core, modal: Modal, answer: unknown): Shown {
  try {
    return obey(workspace, modal, isObject(answer) ? answer : {});
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw thrown;
    workspace.complain(`view_submission, acknowledgement: ${failure.code} ${failure.message}`);
    return TROUBLE;
  }
}

/** A person presses the submit button of an open modal; fields that are not in `values` keep what stands in them. */
export async function submitView(core: Core, personId: string, viewId: string, values: Values): Promise<Shown> {
  const { workspace, connections } = core;
  const person = findPerson(workspace.options, personId);
  const modal = stackOf(workspace, personId).find(({ id }) => id === viewId);
  if (!modal) return CLOSED;
  const errors = checkFields(modal.blocks, fill(workspace, modal, values));
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const delivery = await connections.deliver('interactive', {
    type: 'view_submission',
    ...interaction(core, person),
    view: modalJson(workspace, modal),
    response_urls: [],
  });
  return delivery.kind === 'acked' ? show(core, modal, delivery.answer) : TROUBLE;
}

/** A person closes a modal; the one below comes back. The bot hears of it only if it asked to. */
export async function closeView(core: Core, personId: string, viewId: string): Promise<Shown> {
  const { workspace, connections } = core;
  const person = findPerson(workspace.options, personId);
  const modal = stackOf(workspace, personId).find(({ id }) => id === viewId);
  if (!modal) return CLOSED;
  const view = modalJson(workspace, modal);
  closeModal(workspace, modal);
  if (modal.content['notify_on_close'] !== true) return DONE;
  const { trigger_id: _, ...rest } = interaction(core, person);
  await connections.deliver('interactive', { type: 'view_closed', ...rest, view, is_cleared: false });
  return DONE;
}

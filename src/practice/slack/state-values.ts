import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import { type Element, elementsOf } from './blocks/elements-of.ts';
import { isJsonObject } from './json-object.ts';

/** What a person typed, or the value or values they chose; `null` when they cleared it. */
export type Selected = string | readonly string[] | null;
/** By block id, then action id. */
export type SelectedByBlock = Readonly<Record<string, Readonly<Record<string, Selected>>>>;

const optionsOf = (element: Element): readonly JsonObject[] =>
  Array.isArray(element['options']) ? element['options'].filter(isJsonObject) : [];

const listed = (selected: Selected): readonly string[] =>
  typeof selected === 'string' ? [selected] : (selected ?? []);

const chosen = (element: Element, selected: Selected): readonly JsonObject[] =>
  optionsOf(element).filter((option) => listed(selected).includes(String(option['value'])));

type Write = (element: Element, selected: Selected) => JsonObject;

const typed: Write = (_, selected) => ({ value: typeof selected === 'string' && selected !== '' ? selected : null });
const oneOption: Write = (element, selected) => ({ selected_option: chosen(element, selected)[0] ?? null });
const manyOptions: Write = (element, selected) => ({ selected_options: chosen(element, selected) });

/** The shapes of `state.values` by element (https://docs.slack.dev/reference/views#state); elements without one hold no state. */
const WRITE: Readonly<Record<string, Write>> = {
  plain_text_input: typed,
  number_input: typed,
  url_text_input: typed,
  static_select: oneOption,
  radio_buttons: oneOption,
  multi_static_select: manyOptions,
  checkboxes: manyOptions,
  conversations_select: (_, selected) => ({ selected_conversation: listed(selected)[0] ?? null }),
  users_select: (_, selected) => ({ selected_user: listed(selected)[0] ?? null }),
  multi_users_select: (_, selected) => ({ selected_users: listed(selected) }),
};

export const holdsState = (element: Element): boolean => String(element['type']) in WRITE;

const spelled = (option: unknown): string => (isObject(option) ? String(option['value']) : '');

/** What stands in the element before anybody touched it. */
export function initialOf(element: Element): Selected {
  const several = element['initial_options'] ?? element['initial_users'];
  if (Array.isArray(several)) return several.map((each: unknown) => (typeof each === 'string' ? each : spelled(each)));
  if (element['initial_option'] !== undefined) return spelled(element['initial_option']);
  const single = element['initial_value'] ?? element['initial_user'] ?? element['initial_conversation'];
  return typeof single === 'string' ? single : null;
}

/** The members that a chosen or typed value adds to a `block_actions` action. */
export const actionValue = (element: Element, selected: Selected): JsonObject =>
  WRITE[String(element['type'])]?.(element, selected) ?? {};

/** `state.values` of these blocks: what was selected, or else what stood there from the start. */
export function stateValues(blocks: readonly Json[], selected: SelectedByBlock): JsonObject {
  const values: Record<string, JsonObject> = {};
  for (const block of blocks.filter(isJsonObject)) {
    const blockId = String(block['block_id']);
    for (const element of elementsOf(block).filter(holdsState)) {
      const actionId = String(element['action_id']);
      const entry = selected[blockId]?.[actionId];
      const value = actionValue(element, entry === undefined ? initialOf(element) : entry);
      values[blockId] = { ...values[blockId], [actionId]: { type: String(element['type']), ...value } };
    }
  }
  return values;
}

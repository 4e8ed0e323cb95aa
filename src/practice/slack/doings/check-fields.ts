import { isObject, type Json } from '#domain/json.ts';
import type { Element } from '../blocks/elements-of.ts';
import { isJsonObject } from '../json-object.ts';
import { initialOf, type Selected, type SelectedByBlock } from '../state-values.ts';

const isEmpty = (selected: Selected): boolean => selected === null || selected.length === 0;

function checkNumber(element: Element, typed: string): string | undefined {
  const value = Number(typed);
  const { min_value: least, max_value: most } = element;
  if (!Number.isFinite(value)) return 'Please enter a number.';
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(value)) return 'Please enter a whole number.';
  if (least !== undefined && value < Number(least)) return `Please enter a number of at least ${String(least)}.`;
  if (most !== undefined && value > Number(most)) return `Please enter a number of at most ${String(most)}.`;
  return undefined;
}

function checkText(element: Element, typed: string): string | undefined {
  const { min_length: least, max_length: most } = element;
  if (least !== undefined && typed.length < Number(least)) return `Please enter at least ${String(least)} characters.`;
  if (most !== undefined && typed.length > Number(most)) return `Please enter at most ${String(most)} characters.`;
  return undefined;
}

function checkField(element: Element, selected: Selected, optional: boolean): string | undefined {
  if (isEmpty(selected)) return optional ? undefined : 'Please complete this required field.';
  if (typeof selected !== 'string') return undefined;
  if (element['type'] === 'number_input') return checkNumber(element, selected);
  return element['type'] === 'plain_text_input' ? checkText(element, selected) : undefined;
}

/** What Slack's own client says before it sends anything, by block id. */
export function checkFields(blocks: readonly Json[], selected: SelectedByBlock): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const block of blocks.filter(isJsonObject)) {
    const element = block['element'];
    if (block['type'] !== 'input' || !isObject(element)) continue;
    const blockId = String(block['block_id']);
    const entry = selected[blockId]?.[String(element['action_id'])];
    const error = checkField(element, entry === undefined ? initialOf(element) : entry, block['optional'] === true);
    if (error) errors[blockId] = error;
  }
  return errors;
}

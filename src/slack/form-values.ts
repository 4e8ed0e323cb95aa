import type { ViewStateValue } from '@slack/bolt';
import { inputName } from './views/ids.ts';

type Values = Readonly<Record<string, Readonly<Record<string, ViewStateValue>>>>;

/** What stands in a field: a text, a list of chosen values, or nothing. */
function fieldValue({
  value,
  selected_option: one,
  selected_options: many,
  selected_conversation: channel,
  selected_user: person,
}: ViewStateValue): string | readonly string[] | undefined {
  if (many && many.length > 0) return many.map((option) => option.value);
  return one?.value ?? channel ?? person ?? value ?? undefined;
}

const first = (fields: Readonly<Record<string, ViewStateValue>> | undefined): ViewStateValue | undefined =>
  Object.values(fields ?? {})[0];

/** What was typed into one block, without the blanks around it. */
export function typed(values: Values, block: string): string {
  const field = first(values[block]);
  const value = field && fieldValue(field);
  return typeof value === 'string' ? value.trim() : '';
}

/** The option that is picked in the element of this name, in whichever block it stands. */
export function chosen(values: Values, action: string): string | undefined {
  const field = Object.values(values).find((fields) => action in fields)?.[action];
  const value = field && fieldValue(field);
  return typeof value === 'string' ? value : undefined;
}

/** By input name; what was left empty is absent. */
export const inputValues = (values: Values): Readonly<Record<string, string | readonly string[]>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([block, fields]) => {
      const name = inputName(block);
      const field = first(fields);
      const value = field && fieldValue(field);
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );

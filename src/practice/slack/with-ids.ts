import type { Json, JsonObject } from '#domain/json.ts';
import { isJsonObject } from './json-object.ts';

type NextId = (prefix: string) => string;

const DISPLAY_ONLY = ['image', 'mrkdwn', 'plain_text'];

const identified = (element: Json | undefined, nextId: NextId): Json | undefined =>
  element === undefined || !isJsonObject(element) || DISPLAY_ONLY.includes(String(element['type']))
    ? element
    : { action_id: nextId('a'), ...element };

function withActionIds(block: JsonObject, nextId: NextId): JsonObject {
  const { accessory, element, elements } = block;
  return {
    ...block,
    ...(accessory === undefined ? {} : { accessory: identified(accessory, nextId) ?? null }),
    ...(element === undefined ? {} : { element: identified(element, nextId) ?? null }),
    ...(block['type'] === 'actions' && Array.isArray(elements)
      ? { elements: elements.map((each: Json) => identified(each, nextId) ?? null) }
      : {}),
  };
}

/** Gives an id to every block and acting element that came without one, as Slack does. */
export const withIds = (blocks: readonly Json[], nextId: NextId): readonly Json[] =>
  blocks.map((block) => (isJsonObject(block) ? withActionIds({ block_id: nextId('b'), ...block }, nextId) : block));

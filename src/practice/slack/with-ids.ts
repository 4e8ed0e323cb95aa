import type { Json, JsonObject } from '#domain/json.ts';
import { isJsonObject } from './json-object.ts';

type NextId = (prefix: string) => string;

const DISPLAY_ONLY = ['image', 'mrkdwn', 'plain_text'];

const identified = (element: Json, nextId: NextId): Json =>
  isJsonObject(element) && !DISPLAY_ONLY.includes(String(element['type']))
    ? { action_id: nextId('a'), ...element }
    : element;

function withActionIds(block: JsonObject, nextId: NextId): JsonObject {
  const { type, accessory, element, elements } = block;
  return {
    ...block,
    ...(accessory !== undefined && { accessory: identified(accessory, nextId) }),
    ...(element !== undefined && { element: identified(element, nextId) }),
    ...(type === 'actions' &&
      Array.isArray(elements) && { elements: elements.map((each: Json) => identified(each, nextId)) }),
  };
}

/** Gives an id to every block and acting element that came without one, as Slack does. */
export const withIds = (blocks: readonly Json[], nextId: NextId): readonly Json[] =>
  blocks.map((block) => (isJsonObject(block) ? withActionIds({ block_id: nextId('b'), ...block }, nextId) : block));

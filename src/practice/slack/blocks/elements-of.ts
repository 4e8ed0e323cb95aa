import { isObject, type Json } from '#domain/json.ts';

export type Element = Readonly<Record<string, unknown>>;

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The elements of a block that a person can act on, wherever Slack puts them: `elements`, `accessory`, `element`. */
export function elementsOf(block: unknown): readonly Element[] {
  if (!isObject(block)) return [];
  const found = [
    ...(block['type'] === 'actions' ? asList(block['elements']) : []),
    block['accessory'],
    block['element'],
  ];
  return found.filter(isObject);
}

/** The element with this `action_id`, in the block with this id if one is named. */
export function findElement(
  blocks: readonly Json[],
  actionId: string,
  blockId?: string,
): { blockId: string; element: Element } | undefined {
  for (const block of blocks) {
    if (!isObject(block) || (blockId !== undefined && block['block_id'] !== blockId)) continue;
    const element = elementsOf(block).find((each) => each['action_id'] === actionId);
    if (element) return { blockId: String(block['block_id']), element };
  }
  return undefined;
}

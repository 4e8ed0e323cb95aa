/** On an ECS service: the desired count that it had before it was parked at 0. */
export const parkedTag = 'stepward:parked-desired';

/** The count that was stored, if there is one. */
export function parkedCount(tags: Readonly<Record<string, string>>): number | undefined {
  const stored = tags[parkedTag] ?? '';
  return /^\d{1,4}$/.test(stored) ? Number(stored) : undefined;
}

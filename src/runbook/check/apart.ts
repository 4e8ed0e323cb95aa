import type { Spot } from './outline.ts';

/** Why one of two steps knows nothing of the other: their branches run beside each other, or only one of their options is chosen. */
export function apart(one: Spot, other: Spot): 'beside' | 'instead' | undefined {
  const way = one.ways.find(({ of, at }) => other.ways.some((their) => their.of === of && their.at !== at));
  return way && (way.option ? 'instead' : 'beside');
}

import { below } from './pointer.ts';

/** What is no mapping and no list, and where it stands. */
export interface Leaf<Value> {
  readonly at: string;
  readonly value: Value;
}

/** The leaves of a value of any depth that are meant. Most of a file never is, so places are made only of those that are. */
export function leavesOf<Value>(
  value: unknown,
  at: string,
  isMeant: (leaf: unknown) => leaf is Value,
): readonly Leaf<Value>[] {
  const found: Leaf<Value>[] = [];
  const path: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) {
      if (isMeant(part)) found.push({ at: path.reduce(below, at), value: part });
      return;
    }
    for (const [key, member] of Object.entries(part)) {
      path.push(key);
      visit(member);
      path.pop();
    }
  };
  visit(value);
  return found;
}

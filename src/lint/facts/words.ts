/** `"prod"`, `"prod" and "staging"`, `"a", "b" and "c"`: names of the author's, in a sentence. */
export function sayNames(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  const [last = '', ...others] = quoted.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}

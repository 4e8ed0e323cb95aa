/**
 * Keeps what is costly to make, for as long as what it is about is kept, and of that the latest `most`: a program that runs for months does not grow.
 */
export function keptFor<About extends object, Value>(
  most: number,
): (about: About, key: string, make: () => Value) => Value {
  const all = new WeakMap<About, Map<string, Value>>();
  return (about, key, make) => {
    const kept = all.get(about) ?? new Map<string, Value>();
    all.set(about, kept);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    const oldest = kept.size < most ? undefined : kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(key, made);
    return made;
  };
}

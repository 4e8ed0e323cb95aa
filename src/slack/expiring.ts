export interface Expiring<Value> {
  (key: string): Promise<Value>;
  /** The next who asks for it reads it again. */
  forget(key: string): void;
}

/** A value that is read again once it is older than `life` milliseconds; what could not be read is not kept, and those who ask meanwhile share the reading. */
export function expiring<Value>(
  life: number,
  now: () => number,
  read: (key: string) => Promise<Value>,
): Expiring<Value> {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  const get = (key: string): Promise<Value> => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.value;
    const value = read(key);
    const entry = { until: now() + life, value };
    kept.set(key, entry);
    value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return value;
  };
  return Object.assign(get, { forget: (key: string) => void kept.delete(key) });
}

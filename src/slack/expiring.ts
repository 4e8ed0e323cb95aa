/** A value that is read again once it is older than `life` milliseconds; what could not be read is not kept, and those who ask meanwhile share the reading. */
export function expiring<Value>(life: number, now: () => number, read: (key: string) => Promise<Value>) {
  const kept = new Map<string, { readonly until: number; readonly value: Promise<Value> }>();
  return (key: string): Promise<Value> => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.value;
    const value = read(key);
    kept.set(key, { until: now() + life, value });
    value.catch(() => kept.delete(key));
    return value;
  };
}

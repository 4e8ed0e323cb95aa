/** A member whose functions all promise, made when one of them is first called: so a client that nobody uses is never loaded. */
export function onDemand<T extends object>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  return new Proxy({} as T, {
    get: (_, name) =>
      // A proxy with a `then` would be taken for a promise.
      name === 'then'
        ? undefined
        : async (...given: unknown[]) => {
            loaded ??= load();
            const made = await loaded;
            return (made[name as keyof T] as (...given: unknown[]) => unknown)(...given);
          },
  });
}

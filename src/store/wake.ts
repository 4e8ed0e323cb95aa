export interface Wake {
  /** Calls the listeners soon, once for all rings until then. */
  ring(): void;
  listen(listener: () => void): () => void;
}

export function createWake(): Wake {
  const listeners = new Set<() => void>();
  let ringing = false;
  return {
    ring() {
      if (ringing) return;
      ringing = true;
      setImmediate(() => {
        ringing = false;
        for (const listener of listeners) listener();
      });
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

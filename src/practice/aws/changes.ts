import { canonical } from '#domain/json.ts';
import type { ClusterView } from '#practice/page/cluster.ts';

export interface Changes {
  /** Tells the listeners if the view is another than at the last look. */
  look(): void;
  listen(listener: () => void): () => void;
}

/** Compares views only while somebody listens: a long jump of the clock should not pay for it. */
export function createChanges(view: () => ClusterView): Changes {
  const listeners = new Set<() => void>();
  const now = () => canonical({ ...view(), now: 0 });
  let seen = '';
  return {
    look() {
      if (listeners.size === 0) return;
      const current = now();
      if (current === seen) return;
      seen = current;
      for (const listener of listeners) listener();
    },
    listen(listener) {
      if (listeners.size === 0) seen = now();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

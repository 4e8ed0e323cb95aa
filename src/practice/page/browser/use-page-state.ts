import { useCallback, useEffect, useRef, useState } from 'react';
import type { PageState } from '../state.ts';
import { keepEqual } from './keep-equal.ts';

/** What this person sees now; read anew whenever the server says that something changed. `isLost` while it cannot be reached. */
export function usePageState(as: string): { readonly state: PageState | undefined; readonly isLost: boolean } {
  const [state, setState] = useState<PageState>();
  const [isLost, setLost] = useState(false);
  const reading = useRef({ isBusy: false, isBehind: false, as });
  reading.current.as = as;

  const read = useCallback(async () => {
    const now = reading.current;
    now.isBehind = now.isBusy;
    if (now.isBusy) return;
    now.isBusy = true;
    try {
      const response = await fetch(`/page/state?as=${now.as}`);
      const after = response.ok ? ((await response.json()) as PageState) : undefined;
      if (after) setState((before) => keepEqual(before, after));
      setLost(!response.ok);
    } catch {
      setLost(true);
    }
    now.isBusy = false;
    if (now.isBehind) void read();
  }, []);

  useEffect(() => {
    const changes = new EventSource('/page/events');
    changes.addEventListener('changed', () => void read());
    changes.addEventListener('error', () => setLost(true));
    return () => changes.close();
  }, [read]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another person sees other things, so they are read at once
  useEffect(() => void read(), [as, read]);
  return { state, isLost };
}

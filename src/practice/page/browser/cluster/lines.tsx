import type { ReactNode } from 'react';
import type { LineView } from '../../cluster.ts';
import { clockTimeWithSeconds } from '../time.ts';

/** Oldest first, whatever the order they come in. */
export function Lines({ lines }: { readonly lines: readonly LineView[] }): ReactNode {
  return (
    <ol className="lines">
      {[...lines]
        .sort((a, b) => a.t - b.t)
        .map(({ t, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of the same moment may say the same
          <li key={`${t}:${index}`}>
            <time>{clockTimeWithSeconds(t)}</time> {text}
          </li>
        ))}
    </ol>
  );
}

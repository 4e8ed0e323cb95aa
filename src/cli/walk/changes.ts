/** Something may have changed: one listener waits for it, and misses nothing that was raised while it looked. */
export interface Changes {
  raise(): void;
  next(): Promise<void>;
}

export function createChanges(): Changes {
  let raised = false;
  let wake: (() => void) | undefined;
  return {
    raise() {
      raised = true;
      wake?.();
    },
    async next() {
      if (!raised) await new Promise<void>((resolve) => (wake = resolve));
      raised = false;
    },
  };
}

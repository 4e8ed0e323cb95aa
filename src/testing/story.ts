/** Something that happened in a test; epoch milliseconds of simulated time. */
export interface Told {
  readonly at: number;
  readonly text: string;
}

/** What happened in a test, in order: what was asked, decided, called, and what went wrong. */
export interface Story {
  tell(text: string): void;
  lines(): readonly Told[];
}

export function createStory(now: () => number): Story {
  const lines: Told[] = [];
  return { tell: (text) => void lines.push({ at: now(), text }), lines: () => lines };
}

/** How many letters must be added, taken or changed to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The word that was probably meant, if one is near enough. */
export function closest(typed: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((word) => ({ word, far: distance(typed, word) }))
    .filter(({ far }) => far <= 2)
    .sort((a, b) => a.far - b.far);
  return best?.word;
}

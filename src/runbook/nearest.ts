/** Levenshtein's distance with a swap of neighbours counted once, given up beyond `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const steps = [(above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1)];
      row.push(Math.min(...steps, swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}

/** The candidate that was probably meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const most = Math.max(1, Math.floor(word.length / 3));
  let found: string | undefined;
  let least = most + 1;
  for (const candidate of candidates) {
    const so = distance(word.toLowerCase(), candidate.toLowerCase(), most);
    if (so < least) [found, least] = [candidate, so];
  }
  return found;
}

/** What to type instead: the one that was probably meant, else all there are if they are few. */
export function suggest(word: string, candidates: Iterable<string>): { readonly hint?: string } {
  const all = [...candidates];
  const near = nearest(word, all);
  if (near !== undefined) return { hint: `did you mean "${near}"?` };
  if (all.length === 0 || all.length > 12) return {};
  return { hint: `known here: ${all.sort().join(', ')}` };
}

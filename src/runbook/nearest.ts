/** Levenshtein's distance, with a swap of two neighbours counted as one change. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : changed;
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed, swapped));
    }
  }
  return at(a.length, b.length);
}

/** Longer words are no typing mistakes, and comparing them would take long. */
const longest = 64;

/** More names than this nobody has, and comparing all of them would take long. */
const most = 300;

/** The candidate that was probably meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  const changes = Math.max(1, Math.floor(word.length / 3));
  let found: string | undefined;
  let least = changes + 1;
  for (const candidate of [...candidates].slice(0, most)) {
    if (Math.abs(word.length - candidate.length) > changes) continue;
    const so = distance(word.toLowerCase(), candidate.toLowerCase());
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

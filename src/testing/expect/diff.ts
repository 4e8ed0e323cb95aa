/** Length of the longest list that both have in this order, from every pair of places on. */
function common(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  return at;
}

/** Two lists as one: `  both`, `- expected only`, `+ actual only`. */
export function diff(expected: readonly string[], actual: readonly string[]): readonly string[] {
  const longest = common(expected, actual);
  const lines: string[] = [];
  for (let i = 0, j = 0; i < expected.length || j < actual.length; ) {
    if (i < expected.length && j < actual.length && expected[i] === actual[j]) {
      lines.push(`  ${expected[i++]}`);
      j++;
    } else if (j >= actual.length || (i < expected.length && longest(i + 1, j) >= longest(i, j + 1)))
      lines.push(`- ${expected[i++]}`);
    else lines.push(`+ ${actual[j++]}`);
  }
  return lines;
}

/** The groups as one list, those of a group in the order in which they came. */
export function inOrder(groups: readonly (readonly string[])[], actual: readonly string[]): readonly string[] {
  let from = 0;
  return groups.flatMap((group) => {
    const came = actual.slice(from, from + group.length);
    from += group.length;
    const left = [...group];
    const present = came.filter((item) => {
      const place = left.indexOf(item);
      if (place >= 0) left.splice(place, 1);
      return place >= 0;
    });
    return [...present, ...left];
  });
}

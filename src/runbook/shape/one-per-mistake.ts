import type { Problem } from '../problem.ts';
import { lastOf, parentOf } from '../yaml/pointer.ts';
import type { ShapeProblem } from './errors.ts';

/** A misspelt key is not also a missing one, a member at the wrong depth leaves nothing where it belongs, and a value that breaks two limits is wrong once. */
export function onePerMistake(problems: readonly ShapeProblem[]): readonly Problem[] {
  const byMapping = Map.groupBy(problems, (problem) =>
    problem.missing === undefined ? parentOf(problem.at) : problem.at,
  );
  const members = [...byMapping.values()].flatMap(withinMapping);
  const seen = new Set<string>();
  return members.filter(({ at, missing }) => {
    if (missing !== undefined) return true;
    const isFirst = !seen.has(at);
    seen.add(at);
    return isFirst;
  });
}

/** What is wrong with the keys and values of one mapping. */
function withinMapping(problems: readonly ShapeProblem[]): readonly ShapeProblem[] {
  const strays = problems.filter(({ rule }) => rule === 'unknown-key');
  if (strays.length === 0) return problems;
  return withoutBrackets(withoutDepth(withoutRenamed(problems, strays), strays), strays);
}

/** `sevice` in place of `service`; also a word that is nothing like it, where one is unknown and one is missing. */
function withoutRenamed(problems: readonly ShapeProblem[], strays: readonly ShapeProblem[]): readonly ShapeProblem[] {
  const missing = problems.filter((problem) => problem.missing !== undefined);
  const [stray] = strays;
  const isOther = strays.length === 1 && missing.length === 1 && stray?.meant === undefined;
  const meant = new Set(strays.map((each) => each.meant));
  return problems.filter((problem) => problem.missing === undefined || !(isOther || meant.has(problem.missing)));
}

/** `with:` with nothing in it, and below it, as far to the left, what should be in it. */
function withoutDepth(problems: readonly ShapeProblem[], strays: readonly ShapeProblem[]): readonly ShapeProblem[] {
  const empty = problems.find(({ rule, isEmpty }) => rule === 'wrong-type' && isEmpty);
  // At the top nothing can have slipped out of its key, and rules need to know what is empty there.
  if (!empty || parentOf(empty.at) === '') return problems;
  return problems
    .filter((problem) => problem !== empty)
    .map((problem) =>
      strays.includes(problem) && problem.meant === undefined
        ? { ...problem, hint: `\`${lastOf(empty.at)}\` is empty: if this belongs into it, indent it further` }
        : problem,
    );
}

/** `{ services: api, web }`, where the comma begins another key. */
function withoutBrackets(problems: readonly ShapeProblem[], strays: readonly ShapeProblem[]): readonly ShapeProblem[] {
  const list = problems.find(({ wantsList, isEmpty }) => wantsList && !isEmpty);
  const items = new Set(strays.filter(({ isEmpty, meant }) => isEmpty && meant === undefined));
  if (!list || items.size === 0) return problems;
  return problems
    .filter((problem) => !items.has(problem))
    .map((problem) => (problem === list ? { ...problem, hint: 'put the list in [ ]' } : problem));
}

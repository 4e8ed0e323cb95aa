import { ancestorsOf } from '#runbook/yaml/pointer.ts';
import type { Placed } from './place.ts';
import type { Ignore, Name } from './read-ignores.ts';

/** Takes out the findings that a comment says are meant to be. `used` are the names that took one out. */
export function applyIgnores(
  placed: readonly Placed[],
  ignores: readonly Ignore[],
): { readonly kept: readonly Placed[]; readonly used: ReadonlySet<Name> } {
  const names = new Map(
    ignores.flatMap(({ scope, names }) => names.map((name) => [`${scope} ${name.id}`, name] as const)),
  );
  const used = new Set<Name>();
  const kept = placed.filter(({ at, finding: { rule, line } }) => {
    const scopes = [`line:${line}`, ...[at, ...ancestorsOf(at)].map((place) => `at:${place}`)];
    const name = scopes.map((scope) => names.get(`${scope} ${rule}`)).find((each) => each !== undefined);
    if (name) used.add(name);
    return !name;
  });
  return { kept, used };
}

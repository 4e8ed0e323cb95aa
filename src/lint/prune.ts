import { isObject } from '#domain/json.ts';
import type { RawObject, Spot } from '#runbook/check/outline.ts';
import type { Problem } from '#runbook/problem.ts';
import { ancestorsOf, below, lastOf, parentOf } from '#runbook/yaml/pointer.ts';

/** Parts of a header whose members stand each for itself; any other is lost as a whole. */
const listed = /^\/(?:steps|finally|inputs|environment|links)\/[^/]+|^\/[^/]+/;

/** Keys that nothing else depends on, and that no rule calls missing: they are lost alone. */
const ofInput = /^\/inputs\/[^/]+\/(?:default|required|description)(?=\/|$)/;
const ofStep = new Set(['max', 'max_parallel', 'remind']);

/** The pointers of what is lost to mistakes: a key that can be lost alone, else the innermost step around, elsewhere the input, environment or key. */
export function lostPlaces(problems: readonly Problem[], spots: readonly Spot[]): ReadonlySet<string> {
  const steps = new Set(spots.map(({ at }) => at));
  const lostTo = ({ at }: Problem): string | undefined => {
    if (ofStep.has(lastOf(at)) && steps.has(parentOf(at))) return at;
    const step = [at, ...ancestorsOf(at)].find((place) => steps.has(place));
    return step ?? (ofInput.exec(at) ?? listed.exec(at))?.[0];
  };
  return new Set(problems.map(lostTo).filter((place) => place !== undefined));
}

export const isLost = (at: string, lost: ReadonlySet<string>): boolean =>
  lost.size > 0 && [at, ...ancestorsOf(at)].some((place) => lost.has(place));

/** A mapping with nothing in it that is lost. */
export const without = (raw: RawObject, lost: ReadonlySet<string>): RawObject => keep(raw, '', lost) as RawObject;

function keep(value: unknown, at: string, lost: ReadonlySet<string>): unknown {
  const kept = <Key extends string | number>(members: readonly (readonly [Key, unknown])[]) =>
    members
      .map(([key, member]) => [key, member, below(at, key)] as const)
      .filter(([, , place]) => !lost.has(place))
      .map(([key, member, place]) => [key, keep(member, place, lost)] as const);
  if (Array.isArray(value)) return kept([...value.entries()]).map(([, member]) => member);
  return isObject(value) ? Object.fromEntries(kept(Object.entries(value))) : value;
}

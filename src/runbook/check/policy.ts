import type { Environment } from '#domain/config.ts';
import { sayDuration } from '#domain/duration.ts';
import { type ApproveRule, type Policy, tighten } from '#domain/policy.ts';
import { buildRules } from '../build-rules.ts';
import type { Problem } from '../problem.ts';
import type { RawRule } from '../shape/approve.ts';
import { saySubject } from '../shape/say.ts';
import { below } from '../yaml/pointer.ts';
import { objectOf, type RawObject, type Spot } from './outline.ts';

/** Neither the runbook nor a step asks for less than what stands around it. `isSound` says whether a place has its shape. */
export function checkPolicies(
  runbook: RawObject,
  spots: readonly Spot[],
  environments: readonly Environment[],
  isSound: (at: string) => boolean,
): readonly Problem[] {
  const rulesAt = (raw: RawObject, at: string): readonly PlacedRule[] =>
    isSound(below(at, 'approve')) ? placeRules(raw['approve'], below(at, 'approve')) : [];
  // A step that is nothing, or two things at once, has no shape that was checked.
  const rulesOf = ({ keys, raw, at }: Spot): readonly PlacedRule[] => (keys.length === 1 ? rulesAt(raw, at) : []);
  const runbookRules = rulesAt(objectOf(runbook, 'policy'), '/policy');
  const places = [
    { own: runbookRules, around: [] },
    ...spots.map((spot) => ({ own: rulesOf(spot), around: [...runbookRules, ...spot.around.flatMap(rulesOf)] })),
  ];
  return places.flatMap(({ own, around }) => own.flatMap((rule) => loosened(rule, around, environments)));
}

interface PlacedRule {
  readonly at: string;
  readonly raw: RawRule;
  readonly rules: readonly ApproveRule[];
}

function placeRules(approve: unknown, at: string): readonly PlacedRule[] {
  const entries = [approve ?? []].flat() as readonly RawRule[];
  return entries.map((raw, i) => ({ at: Array.isArray(approve) ? below(at, i) : at, raw, rules: buildRules(raw) }));
}

function loosened(
  { at, raw }: PlacedRule,
  around: readonly PlacedRule[],
  environments: readonly Environment[],
): readonly Problem[] {
  const before = around.flatMap(({ rules }) => rules);
  const limits = environments.flatMap(({ id, approve }) =>
    buildRules(raw).flatMap((rule) =>
      Object.entries(looser(rule, tighten(approve, before))).map(([key, limit]) => ({
        key,
        limit: `${limit} in "${id}"`,
      })),
    ),
  );
  // Only stepward.yml can let the requester approve.
  const requester = raw.requester === true ? [{ key: 'requester', limit: 'always false' }] : [];
  return [...requester, ...limits].map(({ key, limit }) => problem(below(at, key), limit));
}

const problem = (at: string, limit: string): Problem => ({
  rule: 'policy-loosened',
  at,
  message: `a policy can only be tightened: ${saySubject(at)} is ${limit}`,
});

/** The keys of a rule that ask for less than the policy, each with what it demands. */
function looser(rule: ApproveRule, policy: Policy): Readonly<Record<string, string>> {
  const { within = 0, validFor = 0, count } = rule;
  const least = leastCount(rule, policy);
  return {
    ...(within > policy.within ? { within: `at most ${sayDuration(policy.within)}` } : {}),
    ...(validFor > policy.validFor ? { valid_for: `at most ${sayDuration(policy.validFor)}` } : {}),
    ...(count !== undefined && count < least ? { count: `at least ${least}` } : {}),
  };
}

/** The highest count that the policy asks of these groups; of all groups where the rule names none. */
const leastCount = ({ groups }: ApproveRule, { entries }: Policy): number =>
  Math.max(0, ...entries.filter((entry) => !groups || isSame(entry.groups, groups)).map(({ count }) => count));

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

import { parseDuration } from '#domain/duration.ts';
import type { ApproveRule } from '#domain/policy.ts';
import { optional } from './optional.ts';
import type { RawRule } from './shape/approve.ts';

/** One rule or several → rules; an entry that says only `together` demands nothing. */
export function buildRules(
  raw: (RawRule & { readonly together?: boolean }) | readonly RawRule[] | undefined,
): readonly ApproveRule[] {
  return [raw ?? []]
    .flat()
    .map(buildRule)
    .filter((rule) => Object.keys(rule).length > 0);
}

const buildRule = (raw: RawRule): ApproveRule => ({
  ...optional('groups', raw.groups),
  ...optional('count', raw.count),
  ...(raw.requester === false ? { requester: false as const } : {}),
  ...optional('within', raw.within === undefined ? undefined : parseDuration(raw.within)),
  ...optional('validFor', raw.valid_for === undefined ? undefined : parseDuration(raw.valid_for)),
});

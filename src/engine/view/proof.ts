import type { ActionStep } from '#domain/runbook.ts';
import { nthInstance, nthOf } from '../member.ts';
import type { ResultRow } from '../rows.ts';
import { pathTo } from '../run.ts';
import { isApplied } from './changes.ts';
import type { Seen } from './seen.ts';

/** Of a change whose proof is a later check: whether that has passed. Nothing, of any other. */
export function isProven({ loaded, results }: Seen, row: ResultRow): boolean | undefined {
  const step = pathTo(loaded.definition, row.step).at(-1) as ActionStep | undefined;
  const check = step?.verifiedBy;
  if (check === undefined) return undefined;
  // Beside each other in a repeated group, each item has its own check.
  const own = results.find(({ instance }) => instance === nthInstance(check, nthOf(row.instance)));
  const proof = own ?? results.find(({ instance }) => instance === check);
  return proof?.outcome === 'passed';
}

/** Changes whose proof is missing. */
export const unproven = (seen: Seen): readonly string[] =>
  seen.results.filter((row) => isApplied(seen, row) && isProven(seen, row) === false).map(({ title }) => title);

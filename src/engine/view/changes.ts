import { rollbackOf } from '#domain/rollback.ts';
import { allSteps } from '#domain/runbook.ts';
import { putBack } from '../put-back.ts';
import type { PlanRow, ResultRow } from '../rows.ts';
import type { Seen } from './seen.ts';

/** `kafka desired count 2 → 4`. */
export const sayChange = ({ target, what, before, after }: PlanRow['planned']['changes'][number]): string =>
  before !== undefined && after !== undefined ? `${target} ${what} ${before} → ${after}` : `${target} ${what}`;

/** The journal is asked: it also has an answer that came when nobody waited for it any more. */
export const isApplied = ({ attempts }: Pick<Seen, 'attempts'>, row: ResultRow): boolean =>
  attempts.some(({ instance, outcome }) => instance === row.instance && outcome === 'answered');

/** Whether it puts something back, rather than changing it. */
const isUndo = ({ loaded }: Seen, { step }: ResultRow): boolean =>
  allSteps([rollbackOf(loaded.definition.runbook)]).some(({ id }) => id === step);

/** One line for each change that was made and stays so. Of a plan that was left half way: which of its requests were made. */
export const changedSoFar = (seen: Seen): readonly string[] =>
  seen.results
    .filter((row) => isApplied(seen, row) && !isUndo(seen, row) && !putBack(row, seen.results))
    .flatMap((row) => changesOf(seen, row));

/** One line for each change that was made to put another one back. */
export const undoneSoFar = (seen: Seen): readonly string[] =>
  seen.results.filter((row) => isApplied(seen, row) && isUndo(seen, row)).flatMap((row) => changesOf(seen, row));

function changesOf({ plans, attempts }: Seen, { instance, title }: ResultRow): readonly string[] {
  const done = attempts.filter((row) => row.instance === instance && row.outcome === 'answered');
  const attempt = done.at(-1)?.attempt;
  const plan = plans.find((one) => one.instance === instance && one.attempt === attempt);
  if (!plan) return [title];
  const made = done.filter((row) => row.attempt === attempt);
  const { requests, changes } = plan.planned;
  if (made.length >= requests.length) return changes.map(sayChange);
  return [
    `${title}: ${made.length} of ${requests.length} requests made (${made.map(({ request }) => request.operation).join(', ')})`,
  ];
}

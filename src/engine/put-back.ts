import { allSteps, type Step } from '#domain/runbook.ts';
import { nthOf, type Undone } from './member.ts';
import type { ResultRow } from './rows.ts';

/** Of a step around others: whether everything in it that was changed was put back. */
export function allPutBack(step: Step, { instance }: ResultRow, results: readonly ResultRow[]): boolean {
  const actions = new Set(allSteps([step]).flatMap(({ id, kind }) => (kind === 'action' ? [id] : [])));
  const nth = nthOf(instance);
  const changed = results.filter(
    (row) => actions.has(row.step) && row.appliedAt !== undefined && (nth === undefined || nthOf(row.instance) === nth),
  );
  return changed.length > 0 && changed.every((row) => putBack(row, results));
}

/** Whether everything that this instance has changed was put back; of a repeated step as a whole, everything of every item. */
export function putBack(
  { step, instance }: Pick<ResultRow, 'step' | 'instance'>,
  results: readonly ResultRow[],
): boolean {
  const undo = `${step}~undo`;
  const list = (results.find((row) => row.instance === undo)?.items ?? []) as readonly Undone[];
  const outcomes = list.flatMap((undone, nth) =>
    instance === step || undone.instance === instance
      ? [results.find((row) => row.instance === `${undo}~${nth + 1}`)?.outcome]
      : [],
  );
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'passed');
}

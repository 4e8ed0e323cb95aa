import type { Undone } from './member.ts';
import type { ResultRow } from './rows.ts';

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

import type { Planned } from '#actions/contract.ts';

/** A plan as lines: what would change, who would be asked, and the exact requests. */
export function plannedLines(planned: Planned, approvers: string): readonly string[] {
  if (planned.refuse !== undefined) return [`would be refused: ${planned.refuse}`];
  if (planned.nothingToDo !== undefined) return [`nothing to do: ${planned.nothingToDo}`];
  return [
    ...planned.changes.flatMap(({ target, what, before, after, text }) => [
      before === undefined || after === undefined ? `${target} ${what}` : `${target} ${what} ${before} → ${after}`,
      ...(text === undefined ? [] : text.split('\n').map((line) => `  | ${line}`)),
    ]),
    `touches ${planned.blastRadius}`,
    ...planned.warnings.map((warning) => `warning: ${warning}`),
    `asks ${approvers}`,
    ...planned.requests.map(
      ({ service, operation, params }) => `calls ${service} ${operation} ${JSON.stringify(params)}`,
    ),
    `if it goes wrong: ${planned.undo}`,
  ];
}

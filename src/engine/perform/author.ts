import type { Action } from '#actions/contract.ts';
import { Failure } from '#domain/failure.ts';
import type { EngineParts } from '../parts.ts';
import type { PlanRow } from '../rows.ts';

export function actionOf({ actions }: EngineParts, uses: string): Action {
  const action = actions.get(uses);
  if (action?.kind === 'action') return action;
  throw new Failure('refused', 'unknown-action', `This program has no action "${uses}" any more.`);
}

/** The action as it was when it made this plan: another version may read it wrongly. */
export function authorOf(parts: EngineParts, { action: id, version }: PlanRow): Action {
  const action = actionOf(parts, id);
  if (action.meta.version === version) return action;
  throw new Failure(
    'refused',
    'program-changed',
    `This was planned by version ${version} of ${id}; the program now has version ${action.meta.version}.`,
  );
}

import type { ActionMeta } from '#actions/contract.ts';
import { catalogue } from '#actions/list.ts';
import { everyStep, ROLLBACK } from '#domain/rollback.ts';
import type { ActionStep, Runbook } from '#domain/runbook.ts';
import type { Edge } from '#machine/edges.ts';

/** Of the edges that its machine has, those that the actions of this runbook can bring about: what the machine does not know of them is not asked of the tests. */
export function canHappen(runbook: Runbook): (edge: Edge) => boolean {
  const steps = new Map(everyStep(runbook).map((step) => [step.id, step]));
  const actions = [...steps.values()].filter((step) => step.kind === 'action');
  const undone = new Set(actions.filter(isUndone).map(({ id }) => `${id}~undo`));
  const isIdle = (id: string): boolean =>
    (id === ROLLBACK && undone.size === 0) || (steps.get(id)?.kind === 'undo' && !undone.has(id));
  return ({ step: id, event }) => {
    if (isIdle(id)) return false;
    const step = steps.get(id);
    const action = step?.kind === 'undo' ? steps.get(step.undoes) : step;
    const meta = action?.kind === 'action' ? metaOf(action) : undefined;
    if (meta === undefined) return true;
    // Another action may put the change back, and that one may answer what this one never does.
    return canAnswer(step?.kind === 'undo' ? { ...meta, never: [] } : meta, event);
  };
}

/** Of what only an action can know. */
function canAnswer({ repeat, never = [] }: ActionMeta, event: Edge['event']): boolean {
  if (event === 'NOTHING_TO_DO') return repeat === 'same-state';
  return !never.some((answer) => event === answer.toUpperCase().replace('-', '_'));
}

function metaOf({ uses }: ActionStep) {
  const action = catalogue.get(uses);
  return action?.kind === 'action' ? action.meta : undefined;
}

/** Whether rolling back ever does anything for this step: a restart leaves nothing to put back. */
const isUndone = (step: ActionStep): boolean =>
  step.undo.kind === 'steps' || (step.undo.kind === 'auto' && metaOf(step)?.undo === 'auto');

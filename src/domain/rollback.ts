import {
  type ActionStep,
  allSteps,
  type ForEach,
  type GroupStep,
  partsOf,
  type Runbook,
  type Step,
} from './runbook.ts';

/** Id of the step that rolls a run back. Nobody can write it: step ids have no `~`. */
export const ROLLBACK = 'run~undo';

/** Items come from the instances that have changed something, so none is written; 100 is the longest list of any step. */
const each: ForEach = { items: [], max: 100, maxParallel: 1 };

const minute = 60_000;

/** How a run is rolled back: the written order reversed, branches one after another; planned as a whole and asked on one card. */
export const rollbackOf = ({ steps }: Runbook): GroupStep => ({
  kind: 'group',
  id: ROLLBACK,
  title: 'Roll back',
  onFailure: 'ask',
  steps: undoSteps(steps),
  together: true,
  approve: [],
});

const undoSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.toReversed().flatMap((step) => {
    if (step.kind === 'action') return undoStep(step);
    return partsOf(step).toReversed().flatMap(undoSteps);
  });

function undoStep(step: ActionStep): readonly Step[] {
  const base = { id: `${step.id}~undo`, title: `Undo: ${step.title}`, onFailure: 'ask', forEach: each } as const;
  if (step.undo.kind === 'none') return [];
  if (step.undo.kind === 'auto')
    return [{ ...base, kind: 'undo', undoes: step.id, settle: step.settle, timeout: Math.max(step.timeout, minute) }];
  return [{ ...base, kind: 'group', undoes: step.id, steps: step.undo.steps, together: false, approve: step.approve }];
}

/** Every step that a run of this runbook can ever enter, those of rolling back after the others. */
export const everyStep = (runbook: Runbook): readonly Step[] =>
  allSteps([...runbook.steps, ...runbook.finally, rollbackOf(runbook)]);

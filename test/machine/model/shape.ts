import { rollbackOf } from '#domain/rollback.ts';
import { allSteps, type Runbook } from '#domain/runbook.ts';
import { type Around, aroundOf } from './around.ts';

/** What an onlooker knows of a runbook. */
export interface Shape {
  readonly around: Around;
  /** Steps that leave their proof to a later check. */
  readonly unproven: readonly string[];
  /** `<step>.<option>` of those that end the run. */
  readonly ends: readonly string[];
}

export const shapeOf = (runbook: Runbook): Shape => {
  const lists = [...runbook.steps, ...runbook.finally, rollbackOf(runbook)];
  const steps = allSteps(lists);
  return {
    around: aroundOf(lists),
    unproven: steps.flatMap((step) => (step.kind === 'action' && step.verifiedBy !== undefined ? [step.id] : [])),
    ends: steps.flatMap((step) =>
      step.kind === 'choose'
        ? step.options.filter(({ end }) => end !== undefined).map(({ id }) => `${step.id}.${id}`)
        : [],
    ),
  };
};

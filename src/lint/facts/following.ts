import { allSteps, type Step } from '#domain/runbook.ts';
import { onceIn } from '../once.ts';
import type { StepAt, Subject } from '../rule.ts';

/**
 * The steps that can run once this one has ended, in written order, those around others before their members: what stands after it and after
 * the steps around it, then `finally`. Not those of another branch or option; of a step of `undo` only those of that `undo`.
 */
export const stepsAfter = onceIn((here: StepAt, { runbook }: Subject): readonly Step[] => {
  const lists = [here, ...here.around.toReversed()].filter(({ part }) => part === here.part);
  const later = lists.flatMap(({ after }) => after.map(({ step }) => step));
  return allSteps([...later, ...(here.part === 'steps' ? runbook.finally : [])]);
});

/** The steps that can have run when this one is entered, in written order; those around it are none. */
export const stepsBefore = onceIn((here: StepAt, { runbook }: Subject): readonly Step[] => {
  const lists = [...here.around, here].filter(({ part }) => part === here.part);
  const earlier = lists.flatMap(({ before }) => before.map(({ step }) => step));
  return allSteps([...(here.part === 'finally' ? runbook.steps : []), ...earlier]);
});

import type { Step } from '#domain/runbook.ts';

/** Of every lane inside a together step, and of that step's own: the step. */
export type Around = Readonly<Record<string, string>>;

export const aroundOf = (steps: readonly Step[]): Around =>
  Object.fromEntries(steps.flatMap((step) => coveredBy(step)));

const coveredBy = (step: Step): readonly (readonly [string, string])[] =>
  membersOf(step).map((lane) => [lane, step.id]);

const membersOf = (step: Step): readonly string[] => {
  if (step.kind === 'group' && step.together) return [step.id, ...step.steps.map(({ id }) => id)];
  if (step.kind !== 'action' || !step.forEach || !step.together) return [];
  return [step.id, ...Array.from({ length: step.forEach.maxParallel }, (_, j) => `${step.id}/${j}`)];
};

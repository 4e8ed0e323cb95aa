import { partsOf, type Step } from '#domain/runbook.ts';
import { isRepeated, lanesOf, suffixesOf } from '#machine/steps/lanes.ts';

/** Of every lane inside a together step, and of that step's own: the lane of the step. */
export type Around = Readonly<Record<string, string>>;

export const aroundOf = (steps: readonly Step[], suffix = ''): Around =>
  Object.assign({}, ...steps.map((step) => aroundIn(step, suffix)));

const aroundIn = (step: Step, suffix: string): Around => {
  const own = `${step.id}${suffix}`;
  if ('together' in step && step.together)
    return Object.fromEntries(lanesOf([step], suffix).map((lane) => [lane, own]));
  const suffixes = isRepeated(step) ? suffixesOf(step) : [suffix];
  return Object.assign({}, ...suffixes.flatMap((each) => partsOf(step).map((part) => aroundOf(part, each))));
};

import { Failure } from '#domain/failure.ts';
import { type ForEach, partsOf, type Step } from '#domain/runbook.ts';

export type Repeated = Step & { readonly forEach: ForEach };

export const isRepeated = (step: Step): step is Repeated => 'forEach' in step && step.forEach !== undefined;

/** At most this many run side by side: each is a copy of the step in the machine, about 10 kB. */
export const MOST_LANES = 10;

/** What tells the lanes of a repeated step apart, and of everything in it: `/0`, `/1` … */
export const suffixesOf = ({ forEach: { maxParallel, max } }: Repeated): readonly string[] =>
  Array.from({ length: Math.min(maxParallel, max, MOST_LANES) }, (_, j) => `/${j}`);

/** Every lane that these steps can run in, those around others before their members. */
export const lanesOf = (steps: readonly Step[], suffix = ''): readonly string[] =>
  steps.flatMap((step) => [
    `${step.id}${suffix}`,
    ...(isRepeated(step) ? itemLanes(step, suffix) : inner(step, suffix)),
  ]);

/** Of the members of a step, in one of its lanes. */
export const inner = (step: Step, suffix: string): readonly string[] =>
  partsOf(step).flatMap((steps) => lanesOf(steps, suffix));

const itemLanes = (step: Repeated, around: string): readonly string[] => {
  if (around !== '')
    throw new Failure('user', 'nested-for-each', `\`${step.id}\` has a \`for_each\` inside another \`for_each\`.`);
  return suffixesOf(step).flatMap((suffix) => [`${step.id}${suffix}`, ...inner(step, suffix)]);
};

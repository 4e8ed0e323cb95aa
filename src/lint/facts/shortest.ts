import type { ForEach, Step } from '#domain/runbook.ts';

/** The time in milliseconds that these steps take at least: their pauses and settling. What may be skipped, and all that depends on the world, counts for nothing. */
export const shortest = (steps: readonly Step[]): number =>
  steps.reduce((sum, step) => sum + (step.if === undefined ? ofStep(step) : 0), 0);

function ofStep(step: Step): number {
  switch (step.kind) {
    case 'wait':
      return step.for;
    case 'action':
      return step.settle * roundsOf(step.forEach);
    case 'group':
      return shortest(step.steps) * roundsOf(step.forEach);
    case 'runbook':
      return shortest(step.steps);
    case 'parallel':
      return Math.max(0, ...step.branches.map((branch) => shortest(branch.steps)));
    case 'choose':
      return Math.min(...step.options.map((option) => shortest(option.steps)));
    default:
      return 0;
  }
}

/** How often something is done one after another; a list that only the run knows may be empty. */
function roundsOf(forEach: ForEach | undefined): number {
  if (!forEach) return 1;
  return Array.isArray(forEach.items) ? Math.ceil(forEach.items.length / forEach.maxParallel) : 0;
}

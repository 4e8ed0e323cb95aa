import type { Step } from '#domain/runbook.ts';

/** The steps of an inlined runbook under names that nobody else can have: every id gets the prefix, also where another step names it. */
export const renamed = (steps: readonly Step[], prefix: string): readonly Step[] =>
  steps.map((step) => rename(step, prefix));

function rename(step: Step, prefix: string): Step {
  const id = prefix + step.id;
  switch (step.kind) {
    case 'action':
      return {
        ...step,
        id,
        ...(step.undo.kind === 'steps' ? { undo: { kind: 'steps', steps: renamed(step.undo.steps, prefix) } } : {}),
        ...(step.verifiedBy === undefined ? {} : { verifiedBy: prefix + step.verifiedBy }),
      };
    case 'group':
      return { ...step, id, steps: renamed(step.steps, prefix) };
    case 'parallel':
      return { ...step, id, branches: step.branches.map((each) => ({ ...each, steps: renamed(each.steps, prefix) })) };
    case 'choose':
      return { ...step, id, options: step.options.map((each) => ({ ...each, steps: renamed(each.steps, prefix) })) };
    case 'runbook':
      return {
        ...step,
        id,
        prefix: prefix + step.prefix,
        steps: renamed(step.steps, prefix),
        ...(step.inputsOf === undefined ? {} : { inputsOf: prefix + step.inputsOf }),
      };
    default:
      return { ...step, id };
  }
}

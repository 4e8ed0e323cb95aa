import { below, lastOf, parentOf } from '#runbook/yaml/pointer.ts';
import type { StepAt } from '../rule.ts';

/** The step right before this one in its list; none if a step between them is left out. */
export const justBefore = ({ at, before }: StepAt): StepAt | undefined =>
  before.findLast((step) => step.at === below(parentOf(at), Number(lastOf(at)) - 1));

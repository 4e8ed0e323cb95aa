import type { ApproveRule } from '#domain/policy.ts';
import type { Step } from '#domain/runbook.ts';
import { below } from '#runbook/yaml/pointer.ts';
import type { StepAt, Subject } from '../rule.ts';

/** Where a runbook says who must approve. */
export interface ApprovalPlace {
  /** Of its `approve`. */
  readonly at: string;
  readonly rules: readonly { readonly at: string; readonly rule: ApproveRule }[];
  /** What the runbook asks around this place already. */
  readonly around: readonly ApproveRule[];
}

/** The policy of a runbook and the `approve` of its steps, in written order. */
export function approvalPlaces({ raw, runbook, steps }: Subject): readonly ApprovalPlace[] {
  const policy = raw['policy'] as { readonly approve?: unknown } | undefined;
  return [
    { at: '/policy/approve', rules: placed(runbook.approve, policy?.approve, '/policy/approve'), around: [] },
    ...steps.map((at) => placeOf(at, runbook.approve)),
  ].filter(({ rules }) => rules.length > 0);
}

const placeOf = ({ step, raw, at, around }: StepAt, policy: readonly ApproveRule[]): ApprovalPlace => ({
  at: below(at, 'approve'),
  rules: 'approve' in raw ? placed(rulesOf(step), raw['approve'], below(at, 'approve')) : [],
  around: [...policy, ...around.flatMap((outer) => rulesOf(outer.step))],
});

/** The approval rules of a step itself. */
const rulesOf = (step: Step): readonly ApproveRule[] => ('approve' in step ? step.approve : []);

const placed = (rules: readonly ApproveRule[], raw: unknown, at: string): ApprovalPlace['rules'] =>
  rules.map((rule, i) => ({ rule, at: Array.isArray(raw) ? below(at, i) : at }));

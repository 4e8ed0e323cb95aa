import { suggest } from '#runbook/nearest.ts';
import type { Problem } from '#runbook/problem.ts';
import { builtIn } from './built-in.ts';
import type { Rule } from './rule.ts';

/** Why a rule of this name can be neither ignored, disabled nor given another severity; nothing if it can. */
export function refuseName(id: string, rules: readonly Rule[]): Pick<Problem, 'rule' | 'message' | 'hint'> | undefined {
  if (rules.some((rule) => rule.id === id)) return undefined;
  if (builtIn.some((each) => each.id === id))
    return { rule: 'ignore-not-allowed', message: `"${id}" holds for every file`, hint: 'mend what it finds' };
  const names = rules.map((rule) => rule.id);
  return { rule: 'ignore-unknown-rule', message: `there is no rule "${id}"`, ...suggest(id, names) };
}

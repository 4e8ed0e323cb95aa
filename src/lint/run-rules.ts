import type { ConfigSubject, Report, Rule, Subject } from './rule.ts';

/** What a rule says, or that it failed to. */
export interface Said {
  readonly rule: Pick<Rule, 'id' | 'severity'>;
  readonly report: Report;
}

const failed = { id: 'rule-failed', severity: 'error' } as const;

/** What the rules say of a runbook. One that throws is said to have failed; the others go on. */
export const runRules = (rules: readonly Rule[], subject: Subject): readonly Said[] =>
  rules
    .filter(({ needsEveryStep }) => subject.hasEveryStep || !needsEveryStep)
    .flatMap((rule) => [
      ...ask(rule, '', () => rule.runbook?.(subject)),
      ...(rule.step ? subject.steps.flatMap((step) => ask(rule, step.at, () => rule.step?.(step, subject))) : []),
    ]);

/** What the rules say of a stepward.yml. */
export const runConfigRules = (rules: readonly Rule[], subject: ConfigSubject): readonly Said[] =>
  rules.flatMap((rule) => ask(rule, '', () => rule.config?.(subject)));

function ask(rule: Rule, at: string, question: () => Iterable<Report> | undefined): readonly Said[] {
  try {
    return [...(question() ?? [])].map((report) => ({ rule, report }));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const hint = `the mistake is the linter's: until it is mended, name "${rule.id}" in \`lint.disable\` of stepward.yml`;
    return [{ rule: failed, report: { at, message: `the rule "${rule.id}" failed here: ${why}`, hint } }];
  }
}

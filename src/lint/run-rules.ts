import type { ConfigSubject, Report, Rule, Subject } from './rule.ts';

/** What a rule says, or that it failed to. */
export interface Said {
  readonly rule: Pick<Rule, 'id' | 'severity'>;
  readonly report: Report;
}

const failed = { id: 'rule-failed', severity: 'error' } as const;

/** What the rules say of a runbook. One that throws is said to have failed; the others go on. */
export function runRules(rules: readonly Rule[], subject: Subject): readonly Said[] {
  const said: Said[] = [];
  for (const rule of rules) {
    if (rule.needsEveryStep && !subject.hasEveryStep) continue;
    if (rule.runbook) ask(said, rule, '', () => rule.runbook?.(subject));
    if (!rule.step) continue;
    for (const step of subject.steps) ask(said, rule, step.at, () => rule.step?.(step, subject));
  }
  return said;
}

/** What the rules say of a stepward.yml. */
export function runConfigRules(rules: readonly Rule[], subject: ConfigSubject): readonly Said[] {
  const said: Said[] = [];
  for (const rule of rules) ask(said, rule, '', () => rule.config?.(subject));
  return said;
}

function ask(said: Said[], rule: Rule, at: string, question: () => Iterable<Report> | undefined): void {
  try {
    const reports = question();
    // What a rule says before it fails does not count.
    for (const report of reports ? [...reports] : []) said.push({ rule, report });
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    const hint = `the mistake is the linter's: until it is mended, name "${rule.id}" in \`lint.disable\` of stepward.yml`;
    said.push({ rule: failed, report: { at, message: `the rule "${rule.id}" failed here: ${why}`, hint } });
  }
}

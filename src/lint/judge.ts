import type { Finding } from '#domain/finding.ts';
import { inTextOrder } from '#runbook/findings.ts';
import type { YamlDocument } from '#runbook/yaml/document.ts';
import { applyIgnores } from './apply-ignores.ts';
import { checkIgnores } from './check-ignores.ts';
import type { LintContext } from './context.ts';
import { placeAll } from './place.ts';
import { readIgnores } from './read-ignores.ts';
import type { Rule } from './rule.ts';
import { rules as allRules } from './rules/list.ts';
import type { Said } from './run-rules.ts';
import { settingOf } from './setting.ts';

/** A file as far as it was looked at. */
interface Looked {
  readonly document: YamlDocument;
  readonly file: string;
  /** What the language itself finds. */
  readonly findings: readonly Finding[];
  /** What the rules say, asked as `rulesFor` gives them. */
  readonly said: (rules: readonly Rule[]) => readonly Said[];
  /** Nothing was missing that rules judge by: then a comment that ignores nothing is found. */
  readonly complete: boolean;
}

/** The rules, as stepward.yml wants them for a file. */
function rulesFor(file: string, { rules = allRules, config, configFile }: LintContext): readonly Rule[] {
  if (!config || configFile === undefined) return rules;
  const { disable, severity } = settingOf(config.lint, configFile, file);
  return rules
    .filter(({ id }) => !disable.includes(id))
    .map((rule) => ({ ...rule, severity: severity[rule.id] ?? rule.severity }));
}

/** Every finding in the order of the text, but for those that a comment says are meant to be. */
export function judge({ document, file, findings, said, complete }: Looked, context: LintContext): readonly Finding[] {
  if (document.value === undefined) return findings;
  const rules = rulesFor(file, context);
  const placed = placeAll(document, file, said(rules));
  const ignores = context.ignores === false ? [] : readIgnores(document);
  const { kept, used } = applyIgnores(placed, ignores);
  const judged = new Set(complete ? rules.map(({ id }) => id) : []);
  const ofIgnores = checkIgnores(document, file, ignores, { rules: context.rules ?? allRules, judged, used });
  return [...findings, ...kept.map(({ finding }) => finding), ...ofIgnores].sort(inTextOrder);
}

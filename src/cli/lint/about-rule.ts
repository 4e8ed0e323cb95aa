import { builtIn } from '#lint/built-in.ts';
import { rules } from '#lint/rules/list.ts';
import { nearest } from '#runbook/nearest.ts';
import { usage } from '../command.ts';

/** What a rule is about, in two lines. @throws Failure `usage` if there is none of this name */
export function aboutRule(id: string): string {
  const rule = rules.find((each) => each.id === id);
  if (rule) return `${id}: ${rule.severity}, ${rule.area}; docs/rules/${id}.md\n${rule.summary}`;
  const own = builtIn.find((each) => each.id === id);
  if (own) return `${id}: ${own.severity}, always; docs/rules/language.md\n${own.summary}`;
  const near = nearest(
    id,
    [...rules, ...builtIn].map((each) => each.id),
  );
  throw usage(`There is no rule "${id}".`, near === undefined ? undefined : `Did you mean "${near}"?`);
}

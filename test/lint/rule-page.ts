import { existsSync, readFileSync } from 'node:fs';
import type { Rule } from '#lint/rule.ts';
import { caseOf, inFolder } from './rule-case.ts';

export const pageFile = (rule: string): string => `docs/rules/${rule}.md`;

const by = (rule: string): string =>
  `<!-- Only "Why" is written here. The rest comes from src/lint/rules/${rule}.ts and test/lint/rules/${rule}: UPDATE_GOLDEN=1 npm test -- test/lint/rules.test -->`;

/** What is written by hand. */
export function whyOf(rule: string): string {
  const page = existsSync(pageFile(rule)) ? readFileSync(pageFile(rule), 'utf8') : '';
  return /^## Why\n+([\s\S]*?)\s*(?=^## Bad|(?![\s\S]))/m.exec(page)?.[1] ?? '';
}

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text.trimEnd()}\n\`\`\``;

/** The page of a rule: what it says of itself, why, and its cases, as they are tested. */
export const pageOf = ({ id, severity, area, summary }: Rule): string => `# ${id}

${by(id)}

${summary.replaceAll('<', '\\<')}
A finding is ${severity === 'error' ? 'an error' : 'a warning'}; the rule belongs to *${area}*. [How to ignore it](README.md#when-a-finding-is-meant-to-be).

## Why

${whyOf(id)}

## Bad

${fence('yaml bad', caseOf(id, 'bad').text)}

${fence('text', readFileSync(inFolder(id, 'bad.out'), 'utf8'))}

## Good

${fence('yaml good', caseOf(id, 'good').text)}
`;

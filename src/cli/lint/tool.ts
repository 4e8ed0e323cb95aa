import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtIn } from '#lint/built-in.ts';
import { rules } from '#lint/rules/list.ts';
import type { Tool } from './report/reported.ts';

/** This linter, as reports name it. */
export function thisTool(): Tool {
  const manifest = join(import.meta.dirname, '../../../package.json');
  const { version, homepage } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string; homepage?: string };
  return {
    version,
    ...(homepage === undefined ? {} : { home: homepage }),
    rules: [
      ...rules.map(({ id, severity, summary }) => ({ id, severity, summary, page: `${id}.md` })),
      ...builtIn.map((each) => ({ ...each, page: `language.md#${each.id}` })),
    ],
  };
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Runbook } from '#domain/runbook.ts';
import { type Command, textOf } from '../command.ts';
import { exit } from '../exit.ts';
import { inline } from '../pages/markdown.ts';
import { page } from '../pages/page.ts';
import { openRunbook } from '../read-runbook.ts';

const command: Command = {
  name: 'docs',
  arguments: '[folder]',
  summary: 'Write a page about each runbook, for the wiki.',
  options: [{ flags: '--output <folder>', summary: 'where the pages go', default: 'runbook-pages' }],
  async run([folder = 'runbooks'], options, parts) {
    const output = textOf(options, 'output') ?? '';
    const pages: Runbook[] = [];
    mkdirSync(output, { recursive: true });
    for (const file of await parts.runbookFiles(folder)) {
      const { runbook, config } = await openRunbook(file, parts);
      const text = page(runbook, { signatures: signatures(catalogue), ...(config ? { config } : {}) });
      writeFileSync(join(output, `${runbook.id}.md`), text);
      pages.push(runbook);
    }
    writeFileSync(join(output, 'README.md'), index(pages));
    parts.io.out(`${pages.length} ${pages.length === 1 ? 'page' : 'pages'} in ${output}.`);
    return exit.fine;
  },
};

const index = (runbooks: readonly Runbook[]): string =>
  [
    '# Runbooks',
    '',
    ...runbooks.map(
      ({ id, title, summary }) => `- [${inline(title)}](${id}.md)${summary ? `: ${inline(summary)}` : ''}`,
    ),
    '',
  ].join('\n');

export default command;

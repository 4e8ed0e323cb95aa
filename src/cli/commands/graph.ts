import { writeFileSync } from 'node:fs';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Runbook } from '#domain/runbook.ts';
import { draw } from '#graph/draw.ts';
import { mermaid } from '#graph/mermaid.ts';
import { configOf } from '#machine/compile.ts';
import { type Command, textOf, usage } from '../command.ts';
import { exit } from '../exit.ts';
import { openRunbook } from '../read-runbook.ts';

const formats: Readonly<Record<string, (runbook: Runbook) => string | Promise<string>>> = {
  mermaid: (runbook) => mermaid(draw(runbook, signatures(catalogue))),
  // The layout is a megabyte of code that no other format needs.
  svg: async (runbook) => (await import('#graph/svg.ts')).svg(draw(runbook, signatures(catalogue))),
  xstate: (runbook) => `${JSON.stringify(configOf(runbook), null, 2)}\n`,
};

const command: Command = {
  name: 'graph',
  arguments: '<file>',
  summary: 'Draw a runbook: every step, choice and way back.',
  options: [
    { flags: '--format <name>', summary: 'mermaid, svg, or xstate (JSON for Stately)', default: 'mermaid' },
    { flags: '--output <file>', summary: 'write it there instead of printing it' },
  ],
  async run([file = ''], options, parts) {
    const format = textOf(options, 'format') ?? '';
    const render = Object.hasOwn(formats, format) ? formats[format] : undefined;
    if (!render) throw usage(`There is no format "${format}".`, `There are ${Object.keys(formats).join(', ')}.`);
    const { runbook } = await openRunbook(file, parts);
    const drawn = await render(runbook);
    const output = textOf(options, 'output');
    if (output === undefined) parts.io.out(drawn.trimEnd());
    else writeFileSync(output, drawn);
    return exit.fine;
  },
};

export default command;

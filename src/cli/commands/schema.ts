import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { JsonObject } from '#domain/json.ts';
import { configSchema, runbookSchema } from '#runbook/schemas.ts';
import { testSchema } from '#runbook/tests/schema.ts';
import { type Command, usage } from '../command.ts';
import { exit } from '../exit.ts';
import type { Io } from '../io.ts';

const folder = 'schemas';

const schemas: Readonly<Record<string, () => JsonObject>> = {
  runbook: () => runbookSchema(signatures(catalogue)),
  config: configSchema,
  test: testSchema,
};

const files = (): readonly { readonly file: string; readonly text: string }[] =>
  Object.entries(schemas).map(([which, make]) => ({
    file: join(folder, `${which}.schema.json`),
    text: `${JSON.stringify(make(), null, 2)}\n`,
  }));

function write(): void {
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of files()) writeFileSync(file, text);
}

function check(io: Io): boolean {
  const stale = files().filter(({ file, text }) => readFileSync(file, 'utf8') !== text);
  for (const { file } of stale) io.out(`${file} is not what the sources say; --write writes it anew.`);
  return stale.length === 0;
}

const command: Command = {
  name: 'schema',
  arguments: '[which]',
  summary: 'The JSON Schema of runbooks (runbook), of their tests (test) or of stepward.yml (config), for editors.',
  options: [
    { flags: '--write', summary: `write all into ${folder}/` },
    { flags: '--check', summary: `compare all with those in ${folder}/` },
  ],
  async run([which = 'runbook'], options, { io }) {
    if (options['check']) return check(io) ? exit.fine : exit.found;
    if (options['write']) {
      write();
      return exit.fine;
    }
    const make = schemas[which];
    if (!make) throw usage(`There is no schema "${which}".`, `There are ${Object.keys(schemas).join(', ')}.`);
    io.out(JSON.stringify(make(), null, 2));
    return exit.fine;
  },
};

export default command;

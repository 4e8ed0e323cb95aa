import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Config } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { type Command, type Options, textOf, textsOf, usage } from '../command.ts';
import { exit } from '../exit.ts';
import { askDraft } from '../new/ask-draft.ts';
import { type Draft, draftTests, draftText } from '../new/draft.ts';
import { membersOf } from '../new/members.ts';
import { readStep } from '../new/read-step.ts';
import type { Parts } from '../parts.ts';
import { runbooksOption } from '../practice/options.ts';

const known = signatures(catalogue);

const command: Command = {
  name: 'new',
  arguments: '[id]',
  summary: 'Write a new runbook and its first tests, from questions.',
  options: [
    { flags: '--title <text>', summary: 'what it does' },
    { flags: '--summary <text>', summary: 'when it is used' },
    { flags: '--owner <team>', summary: 'who keeps it up to date' },
    { flags: '--environment <id>', summary: 'where it runs, of stepward.yml' },
    { flags: '--step <words>', summary: 'like "ecs.restart-service service=kafka"', repeated: true },
    { flags: '--world <id>', summary: 'which practice world its tests run in', default: 'alerting-platform' },
    runbooksOption,
  ],
  async run([id], options, parts) {
    const folder = textOf(options, 'runbooks') ?? '';
    const above = await parts.findConfig(resolve(folder));
    const config = above && loadConfig(above.text, above.file).config;
    const given = givenIn(id, options);
    const missing = ['id', 'title', 'summary', 'owner', 'environment'].filter((name) => !(name in given));
    if (!parts.io.interactive && (missing.length > 0 || !given.steps?.length))
      throw usage(
        `Nobody is here to be asked: ${[...missing, ...(given.steps?.length ? [] : ['step'])].join(', ')} missing.`,
      );
    const schemas = existsSync(join(folder, '../schemas/runbook.schema.json')) ? { schemas: '../schemas' } : {};
    const draft = { ...(await askDraft(given, { config, signatures: known })), values: valuesFor(config), ...schemas };
    await refuseTaken(draft, folder, parts);
    for (const file of write(draft, folder, textOf(options, 'world') ?? '')) parts.io.out(`Wrote ${file}.`);
    parts.io.out(`Now: stepward lint ${folder}, stepward test ${join(folder, `${draft.id}.test.yml`)}`);
    return exit.fine;
  },
};

function givenIn(id: string | undefined, options: Options): Partial<Draft> {
  const texts = ['title', 'summary', 'owner', 'environment'].flatMap((name) => {
    const text = textOf(options, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  const steps = textsOf(options, 'step').map((words, i) => readStep(words, i, known));
  return { ...(id === undefined ? {} : { id }), ...Object.fromEntries(texts), steps };
}

/** Values of every environment that some action takes by the same name. */
function valuesFor(config: Config | undefined): readonly string[] {
  const names = new Set([...known.values()].flatMap((signature) => membersOf(signature).map(({ name }) => name)));
  return Object.keys(config?.environments[0]?.values ?? {}).filter((name) => names.has(name));
}

/** A runbook's file bears its id, and an id is given once, in whatever folder. */
async function refuseTaken({ id }: Draft, folder: string, parts: Parts): Promise<void> {
  const files = existsSync(folder) ? await parts.runbookFiles(folder) : [];
  const there = files.find((file) => basename(file) === `${id}.yml`);
  if (there !== undefined) throw new Failure('user', 'file-exists', `${there} is there already.`);
}

/** Both files or none, and never over another. */
function write(draft: Draft, folder: string, world: string): readonly string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(draft.id)) throw usage(`"${draft.id}" is no id like restart-kafka.`);
  const files = [
    { file: join(folder, `${draft.id}.yml`), text: draftText(draft) },
    { file: join(folder, `${draft.id}.test.yml`), text: draftTests(draft, world) },
  ];
  const there = files.find(({ file }) => existsSync(file));
  if (there) throw new Failure('user', 'file-exists', `${there.file} is there already.`);
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of files) writeFileSync(file, text, { flag: 'wx' });
  return files.map(({ file }) => file);
}

export default command;

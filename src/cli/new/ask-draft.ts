import { confirm, input, select } from '@inquirer/prompts';
import type { Config } from '#domain/config.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import type { Draft, DraftStep } from './draft.ts';
import { membersOf } from './members.ts';

const required = true;
const kebab = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
const snake = (text: string): string => kebab(text).replaceAll('-', '_') || 'step';

/** Asks for whatever has not been given yet. */
export async function askDraft(
  given: Partial<Draft>,
  { config, signatures }: { readonly config: Config | undefined; readonly signatures: Signatures },
): Promise<Omit<Draft, 'values' | 'schemas'>> {
  const title = given.title ?? (await input({ message: 'What does it do? (title)', required }));
  const id = given.id ?? (await input({ message: 'Id, also the name of its file', default: kebab(title), required }));
  const summary = given.summary ?? (await input({ message: 'When is it used? (one sentence)', required }));
  const owner = given.owner ?? (await input({ message: 'Which team keeps it up to date?', required }));
  const environment = given.environment ?? (await askEnvironment(config));
  const steps = given.steps?.length ? given.steps : await askSteps(config, signatures);
  return { id, title, summary, owner, environment, steps };
}

const askEnvironment = (config: Config | undefined): Promise<string> =>
  config
    ? select({ message: 'Where does it run?', choices: config.environments.map(({ id }) => ({ name: id, value: id })) })
    : input({ message: 'Where does it run? (an environment of stepward.yml)', required });

async function askSteps(config: Config | undefined, signatures: Signatures): Promise<readonly DraftStep[]> {
  const steps: DraftStep[] = [];
  do {
    steps.push(
      await askStep(
        steps.map(({ id }) => id),
        config,
        signatures,
      ),
    );
  } while (await confirm({ message: 'Another step?', default: true }));
  return steps;
}

const manual = 'manual';

async function askStep(
  taken: readonly string[],
  config: Config | undefined,
  signatures: Signatures,
): Promise<DraftStep> {
  const offered = [...signatures.values()].filter(({ kind }) => kind !== 'source');
  const does = await select({
    message: `Step ${taken.length + 1}: what happens?`,
    choices: [
      ...offered.map(({ id, summary }) => ({ name: `${id}: ${summary}`, value: id })),
      { name: 'A person does something by hand', value: manual },
    ],
  });
  const title = await input({ message: 'Its title', required });
  const id = free(snake(title), taken);
  const signature = signatures.get(does);
  if (!signature)
    return { id, title, key: 'manual', does: await input({ message: 'What is to be done?', required }), with: {} };
  const isAction = signature.kind === 'action';
  return {
    id,
    title,
    key: isAction ? 'action' : 'check',
    does,
    with: await askWith(signature, config),
    ...(isAction ? { impact: await input({ message: 'What will users notice?', required }) } : {}),
  };
}

const free = (id: string, taken: readonly string[]): string =>
  taken.includes(id) ? free(`${id}_${taken.length + 1}`, taken) : id;

/** What the action needs and stepward.yml does not already say. */
async function askWith(signature: Signature, config: Config | undefined): Promise<Readonly<Record<string, string>>> {
  const known = Object.keys(config?.environments[0]?.values ?? {});
  const answers: Record<string, string> = {};
  for (const { name, isList, about } of membersOf(signature).filter(
    (member) => member.isNeeded && !known.includes(member.name),
  )) {
    const message = `${name}${about ? ` (${about})` : ''}${isList ? ', separated by commas' : ''}`;
    const typed = await input({ message, required });
    answers[name] = isList ? `[${typed}]` : typed;
  }
  return answers;
}

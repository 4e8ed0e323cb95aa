import { confirm, input as line, password, select } from '@inquirer/prompts';
import type { Json } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';

const said = (value: Json | undefined): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

const items = (text: string): readonly string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const choose = (message: string, values: readonly Json[], preset: Json | undefined): Promise<Json> =>
  select({
    message,
    choices: values.map((value) => ({ name: said(value), value })),
    ...(preset === undefined ? {} : { default: preset }),
  });

/** Asks for one input, its default preset; an empty answer is none. */
async function ask({ title, type, enum: values, default: preset, secret, required }: Input): Promise<unknown> {
  if (secret) return password({ message: title });
  if (values) return choose(title, values, preset);
  if (type === 'boolean') return confirm({ message: title, default: preset === true });
  const message = type === 'array' ? `${title} (separated by commas)` : title;
  const text = await line({ message, default: said(preset), required });
  if (text === '') return undefined;
  return type === 'array' ? items(text) : text;
}

/** Everything that was not given on the command line. What it may be is judged by the engine. */
export async function askInputs(
  inputs: readonly Input[],
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  const answers: Record<string, unknown> = { ...given };
  for (const input of inputs.filter(({ name }) => !Object.hasOwn(given, name))) {
    const answer = await ask(input);
    if (answer !== undefined) answers[input.name] = answer;
  }
  return answers;
}

export const askReason = (): Promise<string> => line({ message: 'Why now?', required: true });

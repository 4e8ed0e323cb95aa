import type { Environment } from '#domain/config.ts';
import type { Input } from '#domain/runbook.ts';
import { type InputProblem, readInputs } from './inputs.ts';

/** What is wrong with the inputs that a schedule gives: nobody is asked for what is missing, and nothing secret stands in stepward.yml. */
export function scheduleProblems(
  inputs: readonly Input[],
  given: Readonly<Record<string, unknown>>,
  environment: Environment,
): readonly InputProblem[] {
  const secret = inputs.filter((input) => input.secret);
  const names = new Set(secret.map(({ name }) => name));
  const open = Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name)));
  const read = readInputs(
    inputs.filter(({ name }) => !names.has(name)),
    open,
    environment,
  );
  return [...secret.flatMap((input) => secretProblem(input, given)), ...('problems' in read ? read.problems : [])];
}

function secretProblem(
  { name, title, required, default: otherwise }: Input,
  given: Readonly<Record<string, unknown>>,
): readonly InputProblem[] {
  if (name in given) return [{ name, message: `${title} is secret, and everybody can read stepward.yml.` }];
  return required && otherwise === undefined
    ? [{ name, message: `${title} is secret and has to be given by somebody; a schedule cannot.` }]
    : [];
}

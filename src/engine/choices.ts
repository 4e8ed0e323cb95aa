import type { Environment } from '#domain/config.ts';
import { asFailure, Failure, forPeople } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import { evaluate } from '#runbook/expressions.ts';
import type { InputProblem } from '#runbook/inputs.ts';
import { suggest } from '#runbook/nearest.ts';
import type { EngineParts } from './parts.ts';

/** Real milliseconds: whoever opens or sends a form waits for it, and Slack for three seconds. */
const patience = 2_500;

type Sourced = Input & { readonly from: NonNullable<Input['from']> };
const isSourced = (input: Input): input is Sourced => input.from !== undefined;

/** What a form can offer for each input with a `from`; one that cannot be read in time is left out. */
export async function choicesOf(
  parts: EngineParts,
  inputs: readonly Input[],
  environment: Environment,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const read = inputs.filter(isSourced).map(async (input) => {
    try {
      return [[input.name, await choices(parts, input, environment)]] as const;
    } catch (thrown) {
      parts.log('warn', `The choices of "${input.name}" cannot be read.`, { code: asFailure(thrown).code });
      return [];
    }
  });
  return Object.fromEntries((await Promise.all(read)).flat());
}

/** What was given for inputs with a `from` must be there now; where that cannot be read, nothing is started unchecked. */
export async function checkChoices(
  parts: EngineParts,
  inputs: readonly Input[],
  values: JsonObject,
  environment: Environment,
): Promise<readonly InputProblem[]> {
  const problems = inputs.filter(isSourced).map(async (input) => {
    const given = [values[input.name] ?? []].flat();
    return given.length === 0 ? [] : problemsOf(parts, input, given, environment);
  });
  return (await Promise.all(problems)).flat();
}

async function problemsOf(
  parts: EngineParts,
  input: Sourced,
  given: readonly Json[],
  environment: Environment,
): Promise<readonly InputProblem[]> {
  const problem = (message: string): InputProblem => ({ name: input.name, message });
  try {
    const known = await choices(parts, input, environment);
    const unknown = given.map(String).filter((value) => !known.includes(value));
    return unknown.map((value) => {
      const { hint } = suggest(value, known);
      return problem(`${input.title}: there is no "${value}" in ${environment.id}${hint ? `; ${hint}` : '.'}`);
    });
  } catch (thrown) {
    return [problem(`${input.title} cannot be checked now, so nothing was started: ${forPeople(asFailure(thrown))}`)];
  }
}

async function choices(parts: EngineParts, { from }: Sourced, environment: Environment): Promise<readonly string[]> {
  const source = parts.actions.get(from.source);
  if (source?.kind !== 'source')
    throw new Failure('refused', 'unknown-source', `This program has no source "${from.source}".`);
  const { id, account, region, values } = environment;
  const scope = { inputs: {}, steps: {}, run: {}, environment: { id, account, region, values } };
  const input = evaluate(from.with, scope) as JsonObject;
  return inTime(source.choices(input, parts.aws.reader(environment)), from.source);
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const failure = new Failure('transient', 'too-slow', `${what} could not be read in time.`);
    timer = setTimeout(() => reject(failure), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

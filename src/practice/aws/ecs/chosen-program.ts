import type { Program } from '#practice/worlds/world.ts';
import { objects, text, texts } from '../params.ts';
import type { ContainerDefinition } from './definition.ts';
import type { Task } from './model.ts';

/** What an image does when it is started in this task: with its command, on its kind of processor, with its variables. */
export function chosenProgram(
  program: Program,
  { definition, overrides }: Pick<Task, 'definition' | 'overrides'>,
  container: ContainerDefinition,
): Program {
  if (program.arch && !program.arch.includes(definition.architecture)) return wrongProcessor;
  const override = objects(overrides, 'containerOverrides')?.find((one) => text(one, 'name') === container.name) ?? {};
  const chosen = byCommand(program, texts(override, 'command'), container.command);
  const given = new Set([
    ...(container.environment ?? []).map(({ name }) => name),
    ...(container.secrets ?? []).map(({ name }) => name),
    ...(objects(override, 'environment') ?? []).map((one) => text(one, 'name')),
  ]);
  const missing = chosen.env?.require.find((name) => !given.has(name));
  return missing === undefined ? chosen : lacking(missing, chosen);
}

/** A command that was asked for must be there; one of the definition may be what the image does anyway. */
function byCommand(program: Program, asked: readonly string[] | undefined, usual: readonly string[] = []): Program {
  if (asked && program.run) return program.run[inWords(asked)] ?? unknown(inWords(asked));
  return program.run?.[inWords(usual)] ?? program;
}

const inWords = (command: readonly string[]): string => command.join(' ').replace(/^(?:\/bin\/)?sh -c /, '');

const wrongProcessor: Program = { says: [{ at: 0, text: 'exec format error' }], exit: { after: 0, code: 255 } };

const unknown = (command: string): Program => ({
  says: [{ at: 0, text: `/bin/sh: ${command}: not found` }],
  exit: { after: 1, code: 127 },
});

const lacking = (variable: string, { env, says = [] }: Program): Program => ({
  says: env?.silent
    ? says.filter(({ at }) => at < 2)
    : [{ at: 1, text: `Error: the environment variable ${variable} is not set` }],
  exit: { after: 2, code: 1 },
});

import { Command as CommanderCommand, CommanderError, Option as CommanderOption } from 'commander';
import { asFailure } from '#domain/failure.ts';
import type { Command, Option, Options } from './command.ts';
import { commands } from './commands/list.ts';
import { type Exit, exit, exitOf, sayFailure } from './exit.ts';
import type { Parts } from './parts.ts';

function commanderOption({ flags, summary, default: value, repeated }: Option): CommanderOption {
  const option = new CommanderOption(flags, summary);
  if (value !== undefined) option.default(value);
  if (repeated) option.argParser((text: string, before: readonly string[] = []) => [...before, text]);
  return option;
}

function add(program: CommanderCommand, command: Command, run: (words: readonly string[], options: Options) => void) {
  const added = program.command(command.name).summary(command.summary).description(command.summary);
  if (command.arguments) added.argument(command.arguments);
  for (const option of command.options ?? []) added.addOption(commanderOption(option));
  added.action((...typed: unknown[]) => {
    const words = command.arguments ? [typed[0]].flat().filter((word) => word !== undefined) : [];
    run(words.map(String), added.opts<Record<string, string>>());
  });
}

/** Only the command that is named is loaded; help needs them all. */
const loaded = async (named: string | undefined): Promise<readonly Command[]> => {
  const one = named === undefined ? undefined : commands.get(named);
  const all = await Promise.all((one ? [one] : [...commands.values()]).map((load) => load()));
  return all.map((module) => module.default);
};

/** Reads the command line and runs the one command it names. Never throws; what went wrong has been said. */
export async function runProgram(argv: readonly string[], parts: Parts): Promise<Exit> {
  const { io } = parts;
  let chosen: (() => Promise<Exit>) | undefined;
  const program = new CommanderCommand('stepward')
    .description('Runbooks as code: walked together, one confirmed step at a time.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text.trimEnd()), writeErr: (text) => io.err(text.trimEnd()) });
  for (const command of await loaded(argv[0]))
    add(program, command, (words, options) => {
      chosen = () => command.run(words, options, parts);
    });
  try {
    program.parse(argv, { from: 'user' });
    return (await chosen?.()) ?? exit.usage;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exit.fine : exit.usage;
    const failure = asFailure(thrown);
    io.err(sayFailure(failure));
    return exitOf(failure);
  }
}

import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { needed, objects, text } from '../../params.ts';
import { refusal, unsupported } from '../../refusal.ts';
import type { Command } from '../../ssm/model.ts';

export function neededCommand(account: Account, params: JsonObject): Command {
  const id = needed(text, params, 'CommandId');
  const command = account.systems.commands.find((one) => one.id === id);
  if (!command) throw refusal('InvalidCommandId', 'The specified command ID is not valid.');
  return command;
}

/** Newest first; of the filters only `InvokedAfter` and `InvokedBefore` are understood. */
export function listedCommands(account: Account, params: JsonObject): readonly Command[] {
  const filters = objects(params, 'Filters') ?? [];
  const id = text(params, 'CommandId');
  return account.systems.commands
    .filter((command) => id === undefined || command.id === id)
    .filter((command) => filters.every((filter) => passes(command, filter)))
    .toReversed();
}

function passes({ requestedAt }: Command, filter: JsonObject): boolean {
  const key = needed(text, filter, 'key');
  const at = Date.parse(needed(text, filter, 'value'));
  if (key === 'InvokedAfter') return requestedAt >= at;
  if (key === 'InvokedBefore') return requestedAt < at;
  throw unsupported(`a listing of commands with the filter ${key}`);
}

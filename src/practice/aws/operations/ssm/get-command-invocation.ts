import { secondsSince } from '../../account.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import { type Invocation, isOver } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { neededCommand } from './find-command.ts';

/** Systems Manager cuts what a program says. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCommandInvocation.html */
const most = { stdout: 24_000, stderr: 8_000 };

/** Empty, not absent, before it has begun or ended; a text, unlike the times of other answers. */
const time = (at: number | undefined): string => (at === undefined ? '' : new Date(at).toISOString());

/** `-1`: it has not ended. */
const saidBy = (invocation: Invocation) => {
  const { ends } = invocation;
  if (!ends || !isOver(invocation)) return { ResponseCode: -1, StandardOutputContent: '', StandardErrorContent: '' };
  return {
    ResponseCode: ends.exitCode,
    StandardOutputContent: ends.stdout.slice(0, most.stdout),
    StandardErrorContent: ends.stderr.slice(0, most.stderr),
  };
};

const getCommandInvocation: Operation = {
  service: 'ssm',
  name: 'GetCommandInvocation',
  isWrite: false,
  members: ['CommandId', 'InstanceId', 'PluginName'],
  perform(account, params) {
    const command = neededCommand(account, params);
    const instance = needed(text, params, 'InstanceId');
    const invocation = command.invocations.find((one) => one.instance === instance);
    if (!invocation || secondsSince(account, command.requestedAt) < 1) throw refusal('InvocationDoesNotExist', '');
    return {
      CommandId: command.id,
      InstanceId: instance,
      Comment: command.comment,
      DocumentName: command.document,
      DocumentVersion: String(command.version),
      Status: invocation.status,
      StatusDetails: invocation.details,
      ExecutionStartDateTime: time(invocation.startedAt),
      ExecutionEndDateTime: time(invocation.endedAt),
      ...saidBy(invocation),
    };
  },
};

export default getCommandInvocation;

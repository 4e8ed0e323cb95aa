import {
  DescribeDocumentCommand,
  GetCommandInvocationCommand,
  type GetCommandInvocationResult,
  paginateDescribeInstanceInformation,
  paginateListCommands,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { CommandsRead, Invocation } from '#actions/ports/commands-read.ts';
import { allPages, ifThere, pieces } from './answered.ts';
import type { ReadSettings } from './clients.ts';

/** Times are texts here, and empty before they are known. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCommandInvocation.html */
const time = <K extends string>(name: K, text: string | undefined): Partial<Record<K, number>> => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? {} : ({ [name]: at } as Partial<Record<K, number>>);
};

/** `-1` stands for a command that has not ended. */
const shape = (from: GetCommandInvocationResult): Invocation => ({
  command: from.CommandId ?? '',
  instance: from.InstanceId ?? '',
  status: from.Status ?? 'Pending',
  ...(from.ResponseCode === undefined || from.ResponseCode === -1 ? {} : { exitCode: from.ResponseCode }),
  stdout: from.StandardOutputContent ?? '',
  stderr: from.StandardErrorContent ?? '',
  ...time('startedAt', from.ExecutionStartDateTime),
  ...time('endedAt', from.ExecutionEndDateTime),
});

async function invocation(client: SSMClient, CommandId: string, InstanceId: string): Promise<Invocation | undefined> {
  const command = new GetCommandInvocationCommand({ CommandId, InstanceId });
  const unseen = ['InvocationDoesNotExist', 'InvalidCommandId'];
  const found = await ifThere('ssm:GetCommandInvocation', unseen, client.send(command));
  return found && shape(found);
}

async function commands(client: SSMClient, since: number): ReturnType<CommandsRead['commands']> {
  const filter = { key: 'InvokedAfter', value: new Date(since).toISOString() } as const;
  const pages = paginateListCommands({ client, pageSize: 50 }, { Filters: [filter] });
  const found = await allPages('ssm:ListCommands', pages, ({ Commands }) => Commands);
  return found
    .map(({ CommandId = '', Comment = '', RequestedDateTime }) => ({
      id: CommandId,
      comment: Comment,
      at: RequestedDateTime?.getTime() ?? 0,
    }))
    .sort((a, b) => b.at - a.at);
}

/** At most 50 ids fit in one question. */
async function online(client: SSMClient, instances: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const Values of pieces(instances, 50)) {
    const filter = { Key: 'InstanceIds', Values: [...Values] };
    const pages = paginateDescribeInstanceInformation({ client, pageSize: 50 }, { Filters: [filter] });
    const agents = await allPages('ssm:DescribeInstanceInformation', pages, (page) => page.InstanceInformationList);
    found.push(...agents.flatMap(({ InstanceId = '', PingStatus }) => (PingStatus === 'Online' ? [InstanceId] : [])));
  }
  return instances.filter((id) => found.includes(id));
}

async function document(client: SSMClient, Name: string): ReturnType<CommandsRead['document']> {
  const command = new DescribeDocumentCommand({ Name });
  const told = await ifThere('ssm:DescribeDocument', ['InvalidDocument'], client.send(command));
  const found = told?.Document;
  return (
    found && {
      name: found.Name ?? Name,
      type: found.DocumentType ?? '',
      version: found.DefaultVersion ?? found.DocumentVersion ?? '',
      hash: found.Hash ?? '',
      owner: found.Owner ?? '',
    }
  );
}

export function readCommands(settings: ReadSettings): CommandsRead {
  const client = new SSMClient(settings);
  return {
    invocation: (command, instance) => invocation(client, command, instance),
    commands: (since) => commands(client, since),
    online: (instances) => online(client, instances),
    document: (name) => document(client, name),
  };
}

import type { JsonObject } from '#domain/json.ts';
import { type Account, arnOf } from '../../account.ts';
import { needed, number, object, text, texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Command, Document } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { neededDocument, systemsArn, versionOf } from './find-document.ts';
import { showCommand } from './show-command.ts';

const sendCommand: Operation = {
  service: 'ssm',
  name: 'SendCommand',
  isWrite: true,
  members: [
    'DocumentName',
    'DocumentVersion',
    'InstanceIds',
    'Parameters',
    'TimeoutSeconds',
    'Comment',
    'MaxConcurrency',
    'MaxErrors',
  ],
  resource(account, params) {
    const document = account.systems.documents.get(text(params, 'DocumentName') ?? '');
    const instances = (texts(params, 'InstanceIds') ?? []).map((id) => arnOf(account, 'ec2', `instance/${id}`));
    return [document ? systemsArn(account, document, 'document') : '*', ...instances];
  },
  perform(account, params) {
    const document = neededDocument(account, needed(text, params, 'DocumentName'));
    if (document.type !== 'Command') throw refusal('InvalidDocument', `${document.name} is no command document.`);
    const command = commandOf(account, document, params);
    account.systems.commands.push(command);
    return { Command: showCommand(command) };
  },
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html */
const mostInstances = 50;
const longestComment = 100;

function commandOf(account: Account, document: Document, params: JsonObject): Command {
  const comment = text(params, 'Comment') ?? '';
  if (comment.length > longestComment)
    throw refusal('ValidationException', `Comment must have length less than or equal to ${longestComment}`);
  const parameters = parametersOf(document, params);
  return {
    id: account.random.uuid(),
    comment,
    document: document.name,
    version: versionOf(document, text(params, 'DocumentVersion')),
    script: (parameters['commands'] ?? []).join('\n'),
    requestedAt: account.now,
    executionTimeout: Number(parameters['executionTimeout']?.[0] ?? 3_600),
    concurrency: Number(text(params, 'MaxConcurrency') ?? 50),
    errors: Number(text(params, 'MaxErrors') ?? 0),
    invocations: instancesOf(account, params).map((instance) => ({
      instance,
      status: 'Pending',
      details: 'Pending',
      startedAt: undefined,
      endedAt: undefined,
      ends: undefined,
    })),
  };
}

function instancesOf(account: Account, params: JsonObject): readonly string[] {
  const instances = needed(texts, params, 'InstanceIds');
  const isManaged = (id: string) => account.cluster.hosts.some(({ ec2InstanceId }) => ec2InstanceId === id);
  if (instances.length === 0 || instances.length > mostInstances || !instances.every(isManaged))
    throw refusal('InvalidInstanceId', `Instances [[${instances.join(', ')}]] not in a valid state for account`);
  return instances;
}

function parametersOf({ name, parameters: known }: Document, params: JsonObject): Record<string, readonly string[]> {
  const given = object(params, 'Parameters') ?? {};
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw refusal('InvalidParameters', `Parameter ${unknown} is not defined in document ${name}.`);
  number(params, 'TimeoutSeconds');
  return Object.fromEntries(Object.keys(given).map((key) => [key, needed(texts, given, key)]));
}

export default sendCommand;

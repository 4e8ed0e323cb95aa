import type { JsonObject } from '#domain/json.ts';
import { canonical } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { needed, object, objects, text, texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Document, Execution } from '../../ssm/model.ts';
import type { Operation } from '../operation.ts';
import { systemsArn, versionOf } from './find-document.ts';
import { executionArn } from './show-execution.ts';

const startAutomationExecution: Operation = {
  service: 'ssm',
  name: 'StartAutomationExecution',
  isWrite: true,
  members: ['DocumentName', 'DocumentVersion', 'Parameters', 'ClientToken', 'Mode', 'Tags'],
  resource: (account, params) => {
    const document = account.systems.documents.get(text(params, 'DocumentName') ?? '');
    return document ? `${systemsArn(account, document, 'automation-definition')}:${askedVersion(params)}` : '*';
  },
  also: (account, params) => [
    ...(texts(object(params, 'Parameters') ?? {}, 'AutomationAssumeRole') ?? []).map((resource) => ({
      action: 'iam:PassRole',
      resource,
    })),
    ...(objects(params, 'Tags') ? [{ action: 'ssm:AddTagsToResource', resource: executionArn(account, '*') }] : []),
  ],
  perform(account, params, { arn }) {
    const execution = executionOf(account, params, arn);
    const earlier = account.systems.executions.find(({ token }) => token !== undefined && token === execution.token);
    if (!earlier) account.systems.executions.push(execution);
    else if (contentOf(earlier) !== contentOf(execution))
      throw refusal(
        'IdempotentParameterMismatch',
        'The client token was used for a request with other parameters before.',
      );
    return { AutomationExecutionId: (earlier ?? execution).id };
  },
};

const askedVersion = (params: JsonObject): string => text(params, 'DocumentVersion') ?? '$DEFAULT';

const contentOf = ({ document, version, parameters }: Execution): string =>
  canonical({ name: document.name, version, parameters });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html */
const mostTags = 5;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function executionOf(account: Account, params: JsonObject, by: string): Execution {
  const document = automation(account, needed(text, params, 'DocumentName'));
  const tags = objects(params, 'Tags') ?? [];
  const token = text(params, 'ClientToken');
  if (tags.length > mostTags || (token !== undefined && !uuid.test(token)))
    throw refusal('ValidationException', 'There are at most 5 tags, and the client token is a UUID.');
  return {
    id: account.random.uuid(),
    document,
    version: versionOf(document, text(params, 'DocumentVersion')),
    parameters: parametersOf(document, object(params, 'Parameters') ?? {}),
    tags: tags.map((tag) => ({ Key: needed(text, tag, 'Key'), Value: needed(text, tag, 'Value') })),
    token,
    by,
    startedAt: account.now,
    endedAt: undefined,
    status: 'Pending',
    failure: undefined,
    steps: [],
  };
}

function automation({ systems }: Account, name: string): Document {
  const document = systems.documents.get(name);
  if (document?.type === 'Automation') return document;
  throw refusal('AutomationDefinitionNotFoundException', `Automation definition ${name} not found.`);
}

function parametersOf({ name, parameters }: Document, given: JsonObject): Execution['parameters'] {
  const unknown = Object.keys(given).find((key) => !parameters.includes(key));
  if (unknown !== undefined)
    throw refusal(
      'InvalidAutomationExecutionParametersException',
      `Parameter ${unknown} is not defined in document ${name}.`,
    );
  return Object.fromEntries(Object.keys(given).map((key) => [key, needed(texts, given, key)]));
}

export default startAutomationExecution;

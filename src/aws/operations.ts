import { ECSClient, StopTaskCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { LabelParameterVersionCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { AwsRequest } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { writeSettings } from './clients.ts';

type WriteSettings = ReturnType<typeof writeSettings>;
/** What the SDK answers with, before it is made JSON. */
export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}
export type Operation = (settings: WriteSettings, params: JsonObject) => Promise<Answer>;

// The service itself checks what an action planned; the contract suite sends every action's requests through here.
const as = <T>(params: JsonObject): T => params as T;

async function once<C extends { destroy(): void }>(client: C, send: (client: C) => Promise<Answer>): Promise<Answer> {
  try {
    return await send(client);
  } finally {
    client.destroy();
  }
}
const ecs =
  (send: (client: ECSClient, params: JsonObject) => Promise<Answer>): Operation =>
  (settings, params) =>
    once(new ECSClient(settings), (client) => send(client, params));
const ssm =
  (send: (client: SSMClient, params: JsonObject) => Promise<Answer>): Operation =>
  (settings, params) =>
    once(new SSMClient(settings), (client) => send(client, params));

/** Everything that Stepward can change in AWS. What is not listed here cannot be sent. */
const operations: Readonly<Record<AwsRequest['service'], Readonly<Record<string, Operation>>>> = {
  ecs: {
    UpdateService: ecs((client, params) => client.send(new UpdateServiceCommand(as(params)))),
    StopTask: ecs((client, params) => client.send(new StopTaskCommand(as(params)))),
  },
  ssm: {
    PutParameter: ssm((client, params) => client.send(new PutParameterCommand(as(params)))),
    LabelParameterVersion: ssm((client, params) => client.send(new LabelParameterVersionCommand(as(params)))),
  },
};

export const operationOf = ({ service, operation }: AwsRequest): Operation | undefined =>
  Object.hasOwn(operations[service], operation) ? operations[service][operation] : undefined;

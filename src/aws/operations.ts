import type { AwsRequest } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { WriteSettings } from './clients.ts';

/** What the SDK answers with, before it is made JSON. */
export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}
export type Operation = (settings: WriteSettings, params: JsonObject) => Promise<Answer>;

interface Client {
  send(command: unknown): Promise<Answer>;
  destroy(): void;
}

/** A client of the SDK as it is used here: `ECSClient` and `UpdateServiceCommand` are two of its members. */
type Sdk = Readonly<Record<string, unknown>>;

interface Service {
  readonly client: string;
  readonly load: () => Promise<Sdk>;
  readonly operations: readonly string[];
}

/** Everything that Stepward can change in AWS. What is not listed here cannot be sent. A client is loaded with the first request for its service. */
const services: Readonly<Record<string, Service>> = {
  ecs: {
    client: 'ECSClient',
    load: () => import('@aws-sdk/client-ecs'),
    operations: ['UpdateService', 'StopTask'],
  },
  ssm: {
    client: 'SSMClient',
    load: () => import('@aws-sdk/client-ssm'),
    operations: ['PutParameter', 'LabelParameterVersion'],
  },
};

async function once({ client, load }: Service, operation: string, asked: Parameters<Operation>): Promise<Answer> {
  const [settings, params] = asked;
  const sdk = await load();
  // The service itself checks what an action planned; the contract suite sends every action's requests through here.
  const Command = sdk[`${operation}Command`] as new (params: JsonObject) => unknown;
  const Made = sdk[client] as new (settings: WriteSettings) => Client;
  const made = new Made(settings);
  try {
    return await made.send(new Command(params));
  } finally {
    made.destroy();
  }
}

export function operationOf({ service, operation }: AwsRequest): Operation | undefined {
  const known = services[service];
  if (!known?.operations.includes(operation)) return undefined;
  return (...asked) => once(known, operation, asked);
}

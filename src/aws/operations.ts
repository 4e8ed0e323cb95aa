import type { AwsRequest } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { WriteSettings } from './clients.ts';
import { type Answer, loadService } from './services.ts';

export type Operation = (settings: WriteSettings, params: JsonObject) => Promise<Answer>;

/** Everything that the actions of Stepward can change in AWS, by service as IAM names it. */
const operations: Readonly<Record<string, readonly string[]>> = {
  'application-autoscaling': ['RegisterScalableTarget'],
  ecs: [
    'ContinueServiceDeployment',
    'RegisterTaskDefinition',
    'RunTask',
    'StopServiceDeployment',
    'StopTask',
    'TagResource',
    'UntagResource',
    'UpdateService',
  ],
  secretsmanager: ['PutSecretValue', 'RotateSecret', 'UpdateSecretVersionStage'],
  ssm: ['PutParameter', 'LabelParameterVersion', 'SendCommand', 'StartAutomationExecution', 'SendAutomationSignal'],
};

async function once({ service, operation }: AwsRequest, settings: WriteSettings, params: JsonObject): Promise<Answer> {
  const sdk = await loadService(service);
  // The service itself checks what an action planned; the contract suite sends every action's requests through here.
  const Command = sdk?.command(operation);
  if (!sdk || !Command) throw new TypeError(`The SDK has no ${service}:${operation}.`);
  const client = sdk.create(settings);
  try {
    return await client.send(new Command(params));
  } finally {
    client.destroy();
  }
}

/** @param more calls that the environment's settings allow besides: `ecs:TagResource`. What neither names cannot be sent. */
export function operationOf(request: AwsRequest, more: readonly string[] = []): Operation | undefined {
  const { service, operation } = request;
  if (!operations[service]?.includes(operation) && !more.includes(`${service}:${operation}`)) return undefined;
  return (settings, params) => once(request, settings, params);
}

import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ValueRead } from '#actions/ports.ts';
import { isObject } from '#domain/json.ts';
import type { ReadSettings } from './clients.ts';
import { readFailure } from './errors.ts';

/** Parameter Store hands out the secrets of Secrets Manager under this name, only decrypted. https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html */
const secrets = '/aws/reference/secretsmanager/';

const absent = ['ParameterNotFound', 'ParameterVersionNotFound'];

async function value(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    return Parameter?.Value;
  } catch (error) {
    if (isObject(error) && absent.includes(String(error['name']))) return undefined;
    throw readFailure('ssm:GetParameter', error);
  }
}

export function readValues(settings: ReadSettings): ValueRead {
  const client = new SSMClient(settings);
  return {
    parameter: (reference) => value(client, reference),
    secret: (name) => value(client, `${secrets}${name}`),
  };
}

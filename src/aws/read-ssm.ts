import {
  DescribeParametersCommand,
  type ParameterMetadata,
  paginateGetParameterHistory,
  SSMClient,
} from '@aws-sdk/client-ssm';
import type { Parameter, SsmRead } from '#actions/ports.ts';
import { allPages, answered } from './answered.ts';
import type { ReadSettings } from './clients.ts';

const maybe = <K extends string>(name: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [name]: value } as Partial<Record<K, string>>);

const parameter = (from: ParameterMetadata): Parameter => ({
  name: from.Name ?? '',
  arn: from.ARN ?? '',
  type: from.Type ?? '',
  tier: from.Tier ?? 'Standard',
  version: from.Version ?? 0,
  modifiedAt: from.LastModifiedDate?.getTime() ?? 0,
  modifiedBy: from.LastModifiedUser ?? '',
  dataType: from.DataType ?? 'text',
  hasPolicies: (from.Policies ?? []).length > 0,
  ...maybe('keyId', from.KeyId),
  ...maybe('description', from.Description),
  ...maybe('allowedPattern', from.AllowedPattern),
});

async function describe(client: SSMClient, name: string): Promise<Parameter | undefined> {
  const command = new DescribeParametersCommand({
    ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }],
  });
  const { Parameters: found = [] } = await answered('ssm:DescribeParameters', client.send(command));
  return found.map(parameter).find((each) => each.name === name);
}

/** The history holds every value of a plain String, so what is handed on is picked member by member. */
async function versions(client: SSMClient, name: string) {
  const pages = paginateGetParameterHistory({ client, pageSize: 50 }, { Name: name, WithDecryption: false });
  const history = await allPages('ssm:GetParameterHistory', pages, ({ Parameters }) => Parameters);
  return history
    .map(({ Version = 0, Labels = [], LastModifiedUser = '', LastModifiedDate }) => ({
      version: Version,
      labels: Labels,
      modifiedBy: LastModifiedUser,
      modifiedAt: LastModifiedDate?.getTime() ?? 0,
    }))
    .sort((a, b) => b.version - a.version);
}

export function readSsm(settings: ReadSettings): SsmRead {
  const client = new SSMClient(settings);
  return { parameter: (name) => describe(client, name), versions: (name) => versions(client, name) };
}

import {
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  paginateListSecretVersionIds,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Secret, SecretsRead, SecretVersion } from '#actions/ports/secrets-read.ts';
import { allPages, ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

const absent = ['ResourceNotFoundException'];

/** A rotation that was turned off keeps its function. */
function rotatedBy({ RotationEnabled, RotationLambdaARN, OwningService }: DescribeSecretCommandOutput) {
  const by = RotationEnabled ? (RotationLambdaARN ?? OwningService) : undefined;
  return by === undefined ? {} : { rotatedBy: by };
}

const shape = (from: DescribeSecretCommandOutput): Secret => ({
  name: from.Name ?? '',
  arn: from.ARN ?? '',
  ...(from.KmsKeyId === undefined ? {} : { keyId: from.KmsKeyId }),
  ...rotatedBy(from),
  ...(from.OwningService === undefined ? {} : { owner: from.OwningService }),
  ...(from.DeletedDate === undefined ? {} : { deletedAt: from.DeletedDate.getTime() }),
  modifiedAt: from.LastChangedDate?.getTime() ?? 0,
  versions: Object.entries(from.VersionIdsToStages ?? {}).map(([id, stages]) => ({ id, stages: [...stages].sort() })),
});

async function secret(client: SecretsManagerClient, id: string): Promise<Secret | undefined> {
  const asked = client.send(new DescribeSecretCommand({ SecretId: id }));
  const answer = await ifThere('secretsmanager:DescribeSecret', absent, asked);
  return answer && shape(answer);
}

async function versions(client: SecretsManagerClient, id: string): Promise<readonly SecretVersion[]> {
  const pages = paginateListSecretVersionIds({ client, pageSize: 100 }, { SecretId: id, IncludeDeprecated: true });
  const call = 'secretsmanager:ListSecretVersionIds';
  const listed = await ifThere(
    call,
    absent,
    allPages(call, pages, ({ Versions }) => Versions),
  );
  return (listed ?? [])
    .map(({ VersionId = '', VersionStages = [], CreatedDate }) => ({
      id: VersionId,
      stages: [...VersionStages].sort(),
      createdAt: CreatedDate?.getTime() ?? 0,
    }))
    .sort((a, b) => b.createdAt - a.createdAt);
}

export function readSecrets(settings: ReadSettings): SecretsRead {
  const client = new SecretsManagerClient(settings);
  return { secret: (id) => secret(client, id), versions: (id) => versions(client, id) };
}

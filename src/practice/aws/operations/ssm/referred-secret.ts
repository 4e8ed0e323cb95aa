import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { seconds } from '../../ecs/show-service.ts';
import { refusal } from '../../refusal.ts';
import { currentVersion } from '../../secretsmanager/stages.ts';

const reference = '/aws/reference/secretsmanager/';

/**
 * A secret of Secrets Manager, as GetParameter shows it, without a version of its own; undefined where the name stands for none.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
 */
export function referredSecret({ secrets }: Account, name: string, decrypted: boolean): JsonObject | undefined {
  if (!name.startsWith(reference)) return undefined;
  if (!decrypted)
    throw refusal('ValidationException', 'WithDecryption flag must be True for retrieving a Secret Manager secret.');
  const secret = secrets.get(name.slice(reference.length));
  const version = secret && currentVersion(secret);
  if (!secret || version?.value === undefined) return undefined;
  const { arn } = secret;
  const { id, value, stages, createdAt } = version;
  const source = { ARN: arn, Name: secret.name, VersionId: id, SecretString: value, VersionStages: [...stages] };
  return {
    Name: name,
    ARN: arn,
    Type: 'SecureString',
    Value: value,
    Version: 0,
    LastModifiedDate: seconds(createdAt),
    SourceResult: JSON.stringify({ ...source, CreatedDate: seconds(createdAt) }),
  };
}

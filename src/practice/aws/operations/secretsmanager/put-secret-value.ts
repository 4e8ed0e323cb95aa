import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { keyPermissions } from '../../iam/key-permissions.ts';
import { needed, text, texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Secret, SecretVersion } from '../../secretsmanager/model.ts';
import { moveStage } from '../../secretsmanager/stages.ts';
import type { Operation } from '../operation.ts';
import { findSecret, neededSecret, newVersionId, refuseOwned, secretArn } from './find.ts';

/** Bytes. https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const largest = 65_536;

const putSecretValue: Operation = {
  service: 'secretsmanager',
  name: 'PutSecretValue',
  isWrite: true,
  members: ['SecretId', 'SecretString', 'ClientRequestToken', 'VersionStages'],
  secrets: ['SecretString'],
  resource: secretArn,
  also: (account, params) =>
    keyPermissions(account, findSecret(account, text(params, 'SecretId') ?? '')?.keyId, [
      'kms:GenerateDataKey',
      'kms:Decrypt',
    ]),
  perform(account, params) {
    const secret = neededSecret(account, params);
    refuseOwned(secret);
    const value = neededValue(params);
    const id = newVersionId(account, params);
    const version = secret.versions.find((one) => one.id === id) ?? append(account, secret, { id, value, params });
    if (version.value !== value)
      throw refusal(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${id} because that value is already in use for a version of secret ${secret.arn}.`,
      );
    return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: [...version.stages] };
  },
};

function neededValue(params: JsonObject): string {
  const value = needed(text, params, 'SecretString');
  if (value === '' || Buffer.byteLength(value) > largest)
    throw refusal('InvalidParameterException', `SecretString must have between 1 and ${largest} bytes.`);
  return value;
}

interface Asked {
  readonly id: string;
  readonly value: string;
  readonly params: JsonObject;
}

/** The version's id is the caller's token, so the same call again makes no other version. */
function append(account: Account, secret: Secret, { id, value, params }: Asked): SecretVersion {
  const version: SecretVersion = { id, value, stages: new Set(), createdAt: account.now };
  secret.versions.push(version);
  for (const stage of texts(params, 'VersionStages') ?? ['AWSCURRENT']) moveStage(secret, stage, version);
  secret.changedAt = account.now;
  return version;
}

export default putSecretValue;

import type { JsonObject } from '#domain/json.ts';
import { seconds } from '../../ecs/show-service.ts';
import { text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Secret, SecretVersion } from '../../secretsmanager/model.ts';
import { versionWith } from '../../secretsmanager/stages.ts';
import type { Operation } from '../operation.ts';
import { neededSecret, neededVersion, secretArn } from './find.ts';

const getSecretValue: Operation = {
  service: 'secretsmanager',
  name: 'GetSecretValue',
  isWrite: false,
  members: ['SecretId', 'VersionId', 'VersionStage'],
  resource: secretArn,
  perform(account, params) {
    const secret = neededSecret(account, params);
    const { id, value, stages, createdAt } = asked(secret, params);
    if (value === undefined)
      throw refusal('ResourceNotFoundException', `Secrets Manager can't find the value of version ${id}.`);
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: id,
      SecretString: value,
      VersionStages: [...stages],
      CreatedDate: seconds(createdAt),
    };
  },
};

/** Who says neither asks for AWSCURRENT; who says both must mean the same. */
function asked(secret: Secret, params: JsonObject): SecretVersion {
  const id = text(params, 'VersionId');
  const stage = text(params, 'VersionStage') ?? (id === undefined ? 'AWSCURRENT' : undefined);
  const found = id === undefined ? versionWith(secret, stage ?? '') : neededVersion(secret, id);
  if (!found || (stage !== undefined && !found.stages.has(stage)))
    throw refusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
    );
  return found;
}

export default getSecretValue;

import type { JsonObject } from '#domain/json.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Secret } from '../../secretsmanager/model.ts';
import { moveStage, versionWith } from '../../secretsmanager/stages.ts';
import type { Operation } from '../operation.ts';
import { neededSecret, neededVersion, refuseOwned, secretArn } from './find.ts';

const updateSecretVersionStage: Operation = {
  service: 'secretsmanager',
  name: 'UpdateSecretVersionStage',
  isWrite: true,
  members: ['SecretId', 'VersionStage', 'RemoveFromVersionId', 'MoveToVersionId'],
  resource: secretArn,
  perform(account, params) {
    const secret = neededSecret(account, params);
    refuseOwned(secret);
    const stage = needed(text, params, 'VersionStage');
    const to = text(params, 'MoveToVersionId');
    refuseOthers(secret, stage, params);
    moveStage(secret, stage, to === undefined ? undefined : neededVersion(secret, to));
    secret.changedAt = account.now;
    return { ARN: secret.arn, Name: secret.name };
  },
};

/** Who takes a label from a version must name the one that has it: a label that has moved meanwhile is left alone. */
function refuseOthers(secret: Secret, stage: string, params: JsonObject): void {
  const holder = versionWith(secret, stage)?.id;
  const from = text(params, 'RemoveFromVersionId');
  const to = text(params, 'MoveToVersionId');
  if (from === undefined && holder !== undefined && holder !== to)
    throw refusal(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  if (from !== undefined && from !== holder)
    throw refusal('InvalidParameterException', `Staging label ${stage} isn't attached to version ${from}.`);
  if (stage === 'AWSCURRENT' && to === undefined)
    throw refusal('InvalidParameterException', 'AWSCURRENT can be moved to another version, but not removed.');
}

export default updateSecretVersionStage;

import { flag, text } from '../../params.ts';
import { refusal, unsupported } from '../../refusal.ts';
import type { Secret, SecretVersion } from '../../secretsmanager/model.ts';
import { currentVersion, moveStage, versionWith } from '../../secretsmanager/stages.ts';
import type { Operation } from '../operation.ts';
import { findSecret, neededSecret, newVersionId, secretArn } from './find.ts';

/**
 * The version is there at once, with AWSPENDING and without a value: its function looks for it before it does anything.
 * https://github.com/aws-samples/aws-secrets-manager-rotation-lambdas
 */
const rotateSecret: Operation = {
  service: 'secretsmanager',
  name: 'RotateSecret',
  isWrite: true,
  members: ['SecretId', 'ClientRequestToken', 'RotateImmediately'],
  resource: secretArn,
  also(account, params) {
    const by = findSecret(account, text(params, 'SecretId') ?? '')?.rotation?.by ?? '';
    return by.includes(':lambda:') ? [{ action: 'lambda:InvokeFunction', resource: by }] : [];
  },
  perform(account, params) {
    const secret = neededSecret(account, params);
    if (flag(params, 'RotateImmediately') === false) throw unsupported('RotateSecret at another time');
    const id = newVersionId(account, params);
    const answer = { ARN: secret.arn, Name: secret.name, VersionId: id };
    if (secret.versions.some((version) => version.id === id)) return answer;
    const rotation = readyRotation(secret);
    const version: SecretVersion = { id, value: undefined, stages: new Set(), createdAt: account.now };
    secret.versions.push(version);
    moveStage(secret, 'AWSPENDING', version);
    secret.changedAt = account.now;
    rotation.running = { version, since: account.now };
    return answer;
  },
};

function readyRotation(secret: Secret) {
  const { rotation } = secret;
  if (!rotation)
    throw refusal('InvalidRequestException', 'No Lambda rotation function ARN is associated with this secret.');
  const pending = versionWith(secret, 'AWSPENDING');
  if (pending && pending !== currentVersion(secret))
    throw refusal('InvalidRequestException', "A previous rotation isn't complete. That rotation will be reattempted.");
  rotation.isEnabled = true;
  return rotation;
}

export default rotateSecret;

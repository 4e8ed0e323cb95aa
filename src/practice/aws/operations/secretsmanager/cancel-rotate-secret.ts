import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { neededSecret, secretArn } from './find.ts';

/** A rotation that runs is left where it is, AWSPENDING on its version. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CancelRotateSecret.html */
const cancelRotateSecret: Operation = {
  service: 'secretsmanager',
  name: 'CancelRotateSecret',
  isWrite: true,
  members: ['SecretId'],
  resource: secretArn,
  perform(account, params) {
    const { arn, name, rotation } = neededSecret(account, params);
    if (!rotation?.isEnabled)
      throw refusal('InvalidRequestException', "You can't cancel a rotation of a secret that is not rotated.");
    rotation.isEnabled = false;
    rotation.running = undefined;
    return { ARN: arn, Name: name };
  },
};

export default cancelRotateSecret;

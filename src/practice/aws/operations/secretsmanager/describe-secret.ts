import { seconds } from '../../ecs/show-service.ts';
import type { Operation } from '../operation.ts';
import { neededSecret, secretArn } from './find.ts';
import { showSecret, stagesById } from './show-secret.ts';

const describeSecret: Operation = {
  service: 'secretsmanager',
  name: 'DescribeSecret',
  isWrite: false,
  members: ['SecretId'],
  resource: secretArn,
  perform(account, params) {
    const secret = neededSecret(account, params);
    return { ...showSecret(secret), CreatedDate: seconds(secret.createdAt), VersionIdsToStages: stagesById(secret) };
  },
};

export default describeSecret;

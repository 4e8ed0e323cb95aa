import { seconds } from '../../ecs/show-service.ts';
import { flag, number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { neededSecret, secretArn } from './find.ts';

const listSecretVersionIds: Operation = {
  service: 'secretsmanager',
  name: 'ListSecretVersionIds',
  isWrite: false,
  members: ['SecretId', 'IncludeDeprecated', 'MaxResults', 'NextToken'],
  resource: secretArn,
  perform(account, params) {
    const { arn, name, versions } = neededSecret(account, params);
    const everyone = flag(params, 'IncludeDeprecated') ?? false;
    const listed = versions.filter(({ stages }) => everyone || stages.size > 0);
    const { items, next } = page(listed, number(params, 'MaxResults') ?? 100, text(params, 'NextToken'));
    const shown = items.map(({ id, stages, createdAt }) => ({
      VersionId: id,
      VersionStages: [...stages],
      CreatedDate: seconds(createdAt),
    }));
    return { ARN: arn, Name: name, Versions: shown, ...withToken('NextToken', next) };
  },
};

export default listSecretVersionIds;

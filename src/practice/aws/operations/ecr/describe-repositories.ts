import { needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { neededRepository } from './find.ts';

const describeRepositories: Operation = {
  service: 'ecr',
  name: 'DescribeRepositories',
  isWrite: false,
  members: ['registryId', 'repositoryNames'],
  resource: ({ repositories }, params) => repositories.get(texts(params, 'repositoryNames')?.[0] ?? '')?.arn ?? '*',
  perform: (account, params) => ({
    repositories: needed(texts, params, 'repositoryNames')
      .map((name) => neededRepository(account, params, name))
      .map(({ arn, name, mutability }) => ({
        repositoryArn: arn,
        registryId: account.id,
        repositoryName: name,
        repositoryUri: `${account.id}.dkr.ecr.${account.region}.amazonaws.com/${name}`,
        imageTagMutability: mutability,
      })),
  }),
};

export default describeRepositories;

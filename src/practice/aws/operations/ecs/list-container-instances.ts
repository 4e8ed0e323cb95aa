import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { checkCluster } from './find.ts';

const listContainerInstances: Operation = {
  service: 'ecs',
  name: 'ListContainerInstances',
  isWrite: false,
  members: ['cluster', 'status', 'maxResults', 'nextToken'],
  resource: ({ cluster }) => cluster.arn,
  perform(account, params) {
    checkCluster(account, params);
    const isActive = (text(params, 'status') ?? 'ACTIVE') === 'ACTIVE';
    const arns = isActive ? account.cluster.hosts.map(({ arn }) => arn) : [];
    const { items, next } = page(arns, number(params, 'maxResults') ?? 100, text(params, 'nextToken'));
    return { containerInstanceArns: items, ...withToken('nextToken', next) };
  },
};

export default listContainerInstances;

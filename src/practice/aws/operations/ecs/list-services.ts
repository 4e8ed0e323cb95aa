import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { checkCluster } from './find.ts';

const listServices: Operation = {
  service: 'ecs',
  name: 'ListServices',
  isWrite: false,
  members: ['cluster', 'maxResults', 'nextToken'],
  perform(account, params) {
    checkCluster(account, params);
    const arns = [...account.cluster.services.values()].map(({ arn }) => arn);
    const { items, next } = page(arns, number(params, 'maxResults') ?? 10, text(params, 'nextToken'));
    return { serviceArns: items, ...withToken('nextToken', next) };
  },
};

export default listServices;

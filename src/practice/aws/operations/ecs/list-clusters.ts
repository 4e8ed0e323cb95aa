import { number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';

const listClusters: Operation = {
  service: 'ecs',
  name: 'ListClusters',
  isWrite: false,
  members: ['maxResults', 'nextToken'],
  perform({ cluster }, params) {
    const { items, next } = page([cluster.arn], number(params, 'maxResults') ?? 100, text(params, 'nextToken'));
    return { clusterArns: items, ...withToken('nextToken', next) };
  },
};

export default listClusters;

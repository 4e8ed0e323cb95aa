import type { Operation } from '../operation.ts';
import { tagged } from './tagged.ts';

const listTagsForResource: Operation = {
  service: 'ecs',
  name: 'ListTagsForResource',
  isWrite: false,
  members: ['resourceArn'],
  perform: (account, params) => ({ tags: tagged(account, params).tags }),
};

export default listTagsForResource;

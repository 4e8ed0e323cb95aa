import { needed, objects, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { tagged } from './tagged.ts';

const tagResource: Operation = {
  service: 'ecs',
  name: 'TagResource',
  isWrite: true,
  members: ['resourceArn', 'tags'],
  resource: (_, params) => text(params, 'resourceArn') ?? '*',
  perform(account, params) {
    const resource = tagged(account, params);
    const given = needed(objects, params, 'tags');
    const kept = resource.tags.filter(({ key }) => !given.some((tag) => tag['key'] === key));
    resource.tags = [...kept, ...given];
    return {};
  },
};

export default tagResource;

import { needed, text, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { tagged } from './tagged.ts';

const untagResource: Operation = {
  service: 'ecs',
  name: 'UntagResource',
  isWrite: true,
  members: ['resourceArn', 'tagKeys'],
  resource: (_, params) => text(params, 'resourceArn') ?? '*',
  perform(account, params) {
    const resource = tagged(account, params);
    const gone = needed(texts, params, 'tagKeys');
    resource.tags = resource.tags.filter(({ key }) => typeof key !== 'string' || !gone.includes(key));
    return {};
  },
};

export default untagResource;

import { showService } from '../../ecs/show-service.ts';
import { needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkCluster, checkLength, findService, missing, serviceArn } from './find.ts';

const describeServices: Operation = {
  service: 'ecs',
  name: 'DescribeServices',
  isWrite: false,
  members: ['cluster', 'services', 'include'],
  resource: (account, params) => (texts(params, 'services') ?? []).map((service) => serviceArn(account, { service })),
  perform(account, params) {
    checkCluster(account, params);
    const asked = needed(texts, params, 'services');
    checkLength(asked, 10, 'Services');
    const withTags = texts(params, 'include')?.includes('TAGS');
    const found = asked.flatMap((name) => findService(account, name) ?? []);
    return {
      services: found.map((service) => ({ ...showService(account, service), ...(withTags && { tags: service.tags }) })),
      failures: asked.filter((name) => !findService(account, name)).map(missing),
    };
  },
};

export default describeServices;

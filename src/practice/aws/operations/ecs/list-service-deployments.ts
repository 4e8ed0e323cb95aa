import { briefRecord } from '../../ecs/show-record.ts';
import { seconds } from '../../ecs/show-service.ts';
import { number, object, text, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { neededService, serviceArn } from './find.ts';

const listServiceDeployments: Operation = {
  service: 'ecs',
  name: 'ListServiceDeployments',
  isWrite: false,
  members: ['cluster', 'service', 'status', 'createdAt', 'maxResults', 'nextToken'],
  resource: serviceArn,
  perform(account, params) {
    const service = neededService(account, params);
    const statuses = texts(params, 'status') ?? [];
    const { after = 0, before = Number.POSITIVE_INFINITY } = createdBetween(object(params, 'createdAt') ?? {});
    const found = service.records.filter(
      ({ status, createdAt }) =>
        (statuses.length === 0 || statuses.includes(status)) &&
        seconds(createdAt) >= after &&
        seconds(createdAt) <= before,
    );
    const { items, next } = page(found, number(params, 'maxResults') ?? 20, text(params, 'nextToken'));
    return {
      serviceDeployments: items.map((record) => briefRecord(account, service, record)),
      ...withToken('nextToken', next),
    };
  },
};

const createdBetween = (range: Parameters<typeof number>[0]) => ({
  after: number(range, 'after'),
  before: number(range, 'before'),
});

export default listServiceDeployments;

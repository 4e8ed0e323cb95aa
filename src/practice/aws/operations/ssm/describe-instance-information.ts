import type { JsonObject } from '#domain/json.ts';
import { needed, number, objects, text, texts } from '../../params.ts';
import { unsupported } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';

/** The agents of the cluster's instances: each of them answers. */
const describeInstanceInformation: Operation = {
  service: 'ssm',
  name: 'DescribeInstanceInformation',
  isWrite: false,
  members: ['Filters', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const filters = objects(params, 'Filters') ?? [];
    const found = account.cluster.hosts
      .map(({ ec2InstanceId }) => ec2InstanceId)
      .filter((id) => filters.every((filter) => idsOf(filter).includes(id)));
    const { items, next } = page(found, number(params, 'MaxResults') ?? 50, text(params, 'NextToken'));
    const shown = items.map((id) => ({
      InstanceId: id,
      PingStatus: 'Online',
      LastPingDateTime: account.now / 1_000,
      PlatformType: 'Linux',
      ResourceType: 'EC2Instance',
    }));
    return { InstanceInformationList: shown, ...withToken('NextToken', next) };
  },
};

function idsOf(filter: JsonObject): readonly string[] {
  const key = needed(text, filter, 'Key');
  if (key !== 'InstanceIds') throw unsupported(`DescribeInstanceInformation with the filter ${key}`);
  return needed(texts, filter, 'Values');
}

export default describeInstanceInformation;

import type { JsonObject } from '#domain/json.ts';
import { neededGroup } from '../../elb/find.ts';
import type { TargetGroup } from '../../elb/model.ts';
import { texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { paged } from './paged.ts';

const describeTargetGroups: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeTargetGroups',
  isWrite: false,
  members: ['TargetGroupArns', 'Marker', 'PageSize'],
  perform(account, params) {
    const asked = texts(params, 'TargetGroupArns');
    const groups = asked ? asked.map((arn) => neededGroup(account, arn)) : account.balancing.groups;
    return paged(params, 'TargetGroups', groups.map(show));
  },
};

const show = ({ arn, name, port, healthPath }: TargetGroup): JsonObject => ({
  TargetGroupArn: arn,
  TargetGroupName: name,
  Protocol: 'HTTP',
  Port: port,
  TargetType: 'ip',
  HealthCheckPath: healthPath,
  HealthCheckPort: 'traffic-port',
  HealthCheckProtocol: 'HTTP',
  Matcher: { HttpCode: '200' },
});

export default describeTargetGroups;

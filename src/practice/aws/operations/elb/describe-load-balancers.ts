import type { Account } from '../../account.ts';
import type { Listener } from '../../elb/model.ts';
import { texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { paged } from './paged.ts';

const describeLoadBalancers: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeLoadBalancers',
  isWrite: false,
  members: ['LoadBalancerArns', 'Names', 'Marker', 'PageSize'],
  perform(account, params) {
    const asked = texts(params, 'LoadBalancerArns') ?? texts(params, 'Names');
    const all = balancersOf(account);
    const found = asked ? all.filter(({ arn, name }) => asked.includes(arn) || asked.includes(name)) : all;
    if (found.length < (asked?.length ?? 0))
      throw refusal('LoadBalancerNotFound', 'One or more load balancers not found');
    return paged(
      params,
      'LoadBalancers',
      found.map(({ arn, name }) => ({
        LoadBalancerArn: arn,
        LoadBalancerName: name,
        Type: 'application',
        Scheme: 'internet-facing',
        State: { Code: 'active' },
        DNSName: `${name}-1.${account.region}.elb.amazonaws.com`,
      })),
    );
  },
};

/** Each is known by its listeners. */
const balancersOf = ({ balancing }: Account): readonly Listener['loadBalancer'][] => [
  ...new Map(balancing.listeners.map(({ loadBalancer }) => [loadBalancer.arn, loadBalancer])).values(),
];

export default describeLoadBalancers;

import type { JsonObject } from '#domain/json.ts';
import { neededListener } from '../../elb/find.ts';
import type { Listener } from '../../elb/model.ts';
import { text, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { showActions } from './describe-rules.ts';
import { paged } from './paged.ts';

const describeListeners: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeListeners',
  isWrite: false,
  members: ['ListenerArns', 'LoadBalancerArn', 'Marker', 'PageSize'],
  perform(account, params) {
    const balancer = text(params, 'LoadBalancerArn');
    const asked = texts(params, 'ListenerArns');
    const listeners = asked ? asked.map((arn) => neededListener(account, arn)) : account.balancing.listeners;
    const found = listeners.filter(({ loadBalancer }) => balancer === undefined || loadBalancer.arn === balancer);
    return paged(params, 'Listeners', found.map(show));
  },
};

const show = ({ arn, loadBalancer, port, rules }: Listener): JsonObject => ({
  ListenerArn: arn,
  LoadBalancerArn: loadBalancer.arn,
  Port: port,
  Protocol: 'HTTP',
  DefaultActions: showActions(rules.at(-1)?.forward),
});

export default describeListeners;

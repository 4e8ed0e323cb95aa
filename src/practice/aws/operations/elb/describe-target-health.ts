import type { JsonObject } from '#domain/json.ts';
import { neededGroup } from '../../elb/find.ts';
import type { Target } from '../../elb/model.ts';
import { needed, text } from '../../params.ts';
import type { Operation } from '../operation.ts';

const describeTargetHealth: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeTargetHealth',
  isWrite: false,
  members: ['TargetGroupArn'],
  perform(account, params) {
    const { targets } = neededGroup(account, needed(text, params, 'TargetGroupArn'));
    return { TargetHealthDescriptions: targets.map(show) };
  },
};

const show = (target: Target): JsonObject => ({
  Target: { Id: target.id, Port: target.port },
  HealthCheckPort: String(target.port),
  TargetHealth: { State: target.state, ...why(target) },
});

function why({ state, seen }: Target): JsonObject {
  if (state === 'draining')
    return { Reason: 'Target.DeregistrationInProgress', Description: 'Target deregistration is in progress' };
  if (state === 'initial')
    return { Reason: 'Elb.RegistrationInProgress', Description: 'Target registration is in progress' };
  return state === 'unhealthy' && seen ? { Reason: seen.reason, Description: seen.description } : {};
}

export default describeTargetHealth;

import type { JsonObject } from '#domain/json.ts';
import { neededListener } from '../../elb/find.ts';
import type { Rule } from '../../elb/model.ts';
import { needed, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { paged } from './paged.ts';

const describeRules: Operation = {
  service: 'elasticloadbalancing',
  name: 'DescribeRules',
  isWrite: false,
  members: ['ListenerArn', 'Marker', 'PageSize'],
  perform(account, params) {
    const { rules } = neededListener(account, needed(text, params, 'ListenerArn'));
    return paged(params, 'Rules', rules.map(show));
  },
};

const show = ({ arn, priority, forward, ...rule }: Rule): JsonObject => ({
  RuleArn: arn,
  Priority: priority === undefined ? 'default' : String(priority),
  IsDefault: priority === undefined,
  Conditions: conditions(rule),
  Actions: showActions(forward),
});

/** Values are told twice: at the condition and under the configuration of its kind; regular expressions only there. */
function conditions({ hosts, paths, pathRegexes }: Pick<Rule, 'hosts' | 'paths' | 'pathRegexes'>): JsonObject[] {
  const host = { Field: 'host-header', Values: hosts, HostHeaderConfig: { Values: hosts } };
  const path = { Field: 'path-pattern', Values: paths, PathPatternConfig: { Values: paths } };
  const regex = { Field: 'path-pattern', PathPatternConfig: { RegexValues: pathRegexes } };
  return [
    ...(hosts.length > 0 ? [host] : []),
    ...(paths.length > 0 ? [path] : []),
    ...(pathRegexes.length > 0 ? [regex] : []),
  ];
}

export const showActions = (forward: string | undefined): JsonObject[] =>
  forward === undefined
    ? [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain' } }]
    : [
        {
          Type: 'forward',
          TargetGroupArn: forward,
          ForwardConfig: { TargetGroups: [{ TargetGroupArn: forward, Weight: 1 }] },
        },
      ];

export default describeRules;

import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeRules,
  type RuleCondition,
  type Rule as SdkRule,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancerRead, Rule, Target } from '#actions/ports/load-balancer-read.ts';
import { allPages, ifThere } from './answered.ts';
import type { ReadSettings } from './clients.ts';

const noGroup = ['TargetGroupNotFoundException', 'TargetGroupNotFound'];
const noListener = ['ListenerNotFoundException', 'ListenerNotFound'];

function target({ Target: { Id = '', Port = 0 } = { Id: '' }, TargetHealth = {} }: TargetHealthDescription): Target {
  const { State = 'unavailable', Reason, Description } = TargetHealth;
  return {
    id: Id,
    port: Port,
    state: State,
    ...(Reason === undefined ? {} : { reason: Reason }),
    ...(Description === undefined ? {} : { description: Description }),
  };
}

/** The configuration of its kind has all that a condition says; `Values` beside it is the older form of some kinds. */
function condition(from: RuleCondition): Rule['conditions'][number] {
  const of = [from.HostHeaderConfig, from.PathPatternConfig, from.HttpHeaderConfig, from.SourceIpConfig];
  const method = from.HttpRequestMethodConfig?.Values ?? [];
  const query = (from.QueryStringConfig?.Values ?? []).map(({ Key = '', Value = '' }) => `${Key}=${Value}`);
  const values = [...of.flatMap((config) => config?.Values ?? []), ...method, ...query];
  const regexes = [from.HostHeaderConfig, from.PathPatternConfig, from.HttpHeaderConfig].flatMap(
    (config) => config?.RegexValues ?? [],
  );
  const bare = values.length === 0 && regexes.length === 0;
  return { field: from.Field ?? '', values: bare ? (from.Values ?? []) : values, regexes };
}

/** A rule has one action that routes, after those that ask who it is. */
function rule({ RuleArn = '', Priority, Conditions = [], Actions = [] }: SdkRule): Rule {
  const last = Actions.at(-1);
  const groups = last?.ForwardConfig?.TargetGroups?.map(({ TargetGroupArn = '' }) => TargetGroupArn);
  const single = last?.TargetGroupArn === undefined ? [] : [last.TargetGroupArn];
  return {
    arn: RuleArn,
    ...(Priority === undefined || Priority === 'default' ? {} : { priority: Number(Priority) }),
    conditions: Conditions.map(condition),
    targetGroups: groups ?? single,
    action: last?.Type ?? '',
  };
}

const place = ({ priority = Number.POSITIVE_INFINITY }: Rule): number => priority;

async function rules(client: ElasticLoadBalancingV2Client, ListenerArn: string): Promise<readonly Rule[]> {
  const pages = paginateDescribeRules({ client }, { ListenerArn });
  const all = await allPages('elasticloadbalancing:DescribeRules', pages, ({ Rules }) => Rules);
  return all.map(rule).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html */
export function readLoadBalancers(settings: ReadSettings): LoadBalancerRead {
  const client = new ElasticLoadBalancingV2Client(settings);
  return {
    async targets(TargetGroupArn) {
      const asked = client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      const answer = await ifThere('elasticloadbalancing:DescribeTargetHealth', noGroup, asked);
      return answer && (answer.TargetHealthDescriptions ?? []).map(target);
    },
    rules: (listener) => ifThere('elasticloadbalancing:DescribeRules', noListener, rules(client, listener)),
  };
}

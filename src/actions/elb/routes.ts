import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import type { Rule } from '../ports/load-balancer-read.ts';
import type { Read } from '../ports.ts';
import { firstMatch, type Visit } from '../routing/evaluate.ts';
import { overQuota } from '../routing/quotas.ts';

const expectation = Type.Object(
  {
    path: Type.String({
      pattern: '^/',
      maxLength: 200,
      description: 'A path as a browser asks for it, such as /api/config.',
    }),
    host: Type.Optional(Type.String({ description: 'The host that is asked for.' })),
    service: Type.Optional(Type.String({ description: 'Name of the service of ECS that should answer.' })),
    target_group: Type.Optional(Type.String({ description: 'Name or ARN of the target group that should get it.' })),
  },
  { additionalProperties: false },
);
type Expectation = Static<typeof expectation>;

export default defineCheck({
  meta: {
    id: 'elb.routes',
    version: 1,
    summary: 'Holds if the rules of a listener send each path where it is expected, and none is over its quotas.',
    docs: 'docs/actions/elb.routes.md',
  },
  input: Type.Object(
    {
      listener: Type.String({ description: 'ARN of the listener.' }),
      cluster: Type.Optional(Type.String({ description: 'Cluster of the services that are expected.' })),
      expect: Type.Array(expectation, {
        minItems: 1,
        maxItems: 100,
        description: 'Paths, each with the service or the target group that should get it.',
      }),
    },
    { additionalProperties: false },
  ),
  outputs: { wrong: { schema: Type.Array(Type.String()), known: 'verify' } },

  async read({ listener, cluster = 'default', expect }, read): Promise<CheckRead> {
    const rules = await read.loadBalancers.rules(listener);
    if (!rules) return verdict([`the listener ${listener} is gone`], {});
    const names = [...new Set(expect.flatMap(({ service }) => service ?? []))];
    const groups = await groupsOf(read, cluster, names);
    const seen = expect.map((each) => ({ each, ...firstMatch(rules, each) }));
    const wrong = seen.flatMap(({ each, rule, unknown }) => complaint(each, { rule, unknown, groups }));
    const evidence = seen.map(({ each, rule }) => [sayVisit(each), sayRule(rule)] as const);
    return verdict([...rules.flatMap(overQuota), ...wrong], Object.fromEntries(evidence));
  },
});

/** ARNs of the target groups that each of these services is behind. */
async function groupsOf(
  read: Read,
  cluster: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const services = await read.ecs.services(cluster, names);
  return new Map(
    services.map(({ name, loadBalancers }) => [name, loadBalancers.map(({ targetGroup }) => targetGroup)]),
  );
}

interface Found {
  readonly rule: Rule | undefined;
  readonly unknown: readonly Rule[];
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** What is wrong with where a path goes; empty where nothing is. */
function complaint(each: Expectation, { rule, unknown, groups }: Found): readonly string[] {
  const visit = sayVisit(each);
  const [unsure] = unknown;
  if (unsure) return [`${visit} may match ${nameOf(unsure)}, which asks for more than a path and a host`];
  const { service, target_group: group } = each;
  const wanted = service === undefined ? [group ?? ''] : (groups.get(service) ?? []);
  if (wanted.length === 0) return [`${service} is behind no load balancer`];
  const goes = rule?.targetGroups ?? [];
  const isRight = goes.length > 0 && goes.every((arn) => wanted.some((one) => one === arn || one === groupName(arn)));
  return isRight ? [] : [`${visit} goes to ${sayRule(rule)}, not to ${service ?? group}`];
}

const sayVisit = ({ host = '', path }: Visit): string => `${host}${path}`;
const nameOf = ({ priority }: Rule): string => (priority === undefined ? 'the default rule' : `rule ${priority}`);
const groupName = (arn: string): string => arn.split('/').at(-2) ?? arn;

function sayRule(rule: Rule | undefined): string {
  if (!rule) return 'nothing';
  const where = rule.targetGroups.length > 0 ? rule.targetGroups.map(groupName).join(', ') : rule.action;
  return `${where} by ${nameOf(rule)}`;
}

const verdict = (wrong: readonly string[], evidence: CheckRead['evidence']): CheckRead => ({
  state: wrong.length === 0 ? 'ok' : 'failed',
  progress: wrong.length === 0 ? 'Every path goes where it should' : wrong.join(' · '),
  evidence,
  outputs: { wrong },
});

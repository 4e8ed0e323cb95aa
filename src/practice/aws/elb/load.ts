import { createHash } from 'node:crypto';
import type { JsonObject } from '#domain/json.ts';
import type { ListenerSeed, ServiceTargetSeed, TargetGroupSeed } from '#practice/worlds/seeds/balancing.ts';
import type { World } from '#practice/worlds/world.ts';
import { type Account, arnOf } from '../account.ts';
import type { Balancing, Listener, Rule, TargetGroup } from './model.ts';

type Place = Pick<Account, 'id' | 'region'>;

/** AWS's default. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
const defaultDelay = 300;

/** The sixteen digits in an ARN; of the name, so that they are the same in every world. */
const digits = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16);

export function loadBalancing(here: World, place: Place): Balancing {
  return {
    groups: (here.targetGroups ?? []).map((seed) => group(seed, place)),
    listeners: (here.listeners ?? []).map((seed) => listener(seed, place)),
  };
}

const groupArn = (place: Place, name: string): string =>
  arnOf(place, 'elasticloadbalancing', `targetgroup/${name}/${digits(name)}`);

/** As UpdateService takes it. */
export const serviceTarget = (place: Place, { targetGroup, container, port }: ServiceTargetSeed): JsonObject => ({
  targetGroupArn: groupArn(place, targetGroup),
  containerName: container,
  containerPort: port,
});

const group = (seed: TargetGroupSeed, place: Place): TargetGroup => ({
  arn: groupArn(place, seed.name),
  name: seed.name,
  port: seed.port,
  healthPath: seed.healthPath ?? '/',
  deregistrationDelay: seed.deregistrationDelay ?? defaultDelay,
  targets: [],
});

function listener({ loadBalancer, port, rules = [], otherwise }: ListenerSeed, place: Place): Listener {
  const balancer = `app/${loadBalancer}/${digits(loadBalancer)}`;
  const own = `${balancer}/${digits(`${loadBalancer}:${port}`)}`;
  const made = (key: string, more: Omit<Rule, 'arn'>): Rule => ({
    arn: arnOf(place, 'elasticloadbalancing', `listener-rule/${own}/${digits(key)}`),
    ...more,
  });
  const inOrder = [...rules].sort((a, b) => a.priority - b.priority);
  const forward = otherwise === undefined ? undefined : groupArn(place, otherwise);
  return {
    arn: arnOf(place, 'elasticloadbalancing', `listener/${own}`),
    loadBalancer: { arn: arnOf(place, 'elasticloadbalancing', `loadbalancer/${balancer}`), name: loadBalancer },
    port,
    rules: [
      ...inOrder.map(({ priority, paths = [], pathRegexes = [], hosts = [], forward: name }) =>
        made(String(priority), { priority, paths, pathRegexes, hosts, forward: groupArn(place, name) }),
      ),
      made('default', { priority: undefined, paths: [], pathRegexes: [], hosts: [], forward }),
    ],
  };
}

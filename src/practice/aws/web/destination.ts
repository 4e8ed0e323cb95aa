import type { Account } from '../account.ts';
import type { Container, Task } from '../ecs/model.ts';
import { isServing } from '../ecs/tasks.ts';
import type { Listener, Rule } from '../elb/model.ts';
import { matches } from './matches.ts';

/** Who is asked: a host with its port, and a path without its query. */
export interface Visit {
  readonly host: string;
  readonly path: string;
}

/** A container that answers; what the load balancer answers by itself; or nobody: no connection. */
export type Destination = { readonly container: Container } | { readonly status: number } | undefined;

/** Whether a host is one of the world's: a name of it, or the public address of a task. */
export const isHost = (account: Account, host: string): boolean =>
  seedOf(account, host) !== undefined || at(account, host);

const nameOf = (host: string): string => host.replace(/:\d+$/, '');
const portOf = (host: string): number | undefined => Number(/:(\d+)$/.exec(host)?.[1]) || undefined;

const seedOf = ({ web }: Account, host: string) => web.find((one) => one.host === nameOf(host));

const at = ({ cluster }: Account, host: string): boolean =>
  cluster.tasks.some((task) => task.interface?.publicIp === nameOf(host));

export function destinationOf(account: Account, visit: Visit): Destination {
  const seed = seedOf(account, visit.host);
  const port = portOf(visit.host);
  if (!seed) return ofTask(account, ({ interface: own }) => own?.publicIp === nameOf(visit.host), port ?? 80);
  if (port !== undefined && port !== seed.port) return undefined;
  if ('service' in seed) return ofTask(account, ({ service }) => service?.name === seed.service, seed.port);
  const { loadBalancer, port: own } = seed;
  const listener = account.balancing.listeners.find(
    (one) => one.loadBalancer.name === loadBalancer && one.port === own,
  );
  return listener && balanced(account, listener, visit);
}

function ofTask({ cluster }: Account, is: (task: Task) => boolean, port: number): Destination {
  const containers = cluster.tasks.filter((task) => isServing(task) && is(task)).flatMap((task) => task.containers);
  const container = containers.find(({ definition }) =>
    definition.portMappings.some(({ containerPort }) => containerPort === port),
  );
  return container && { container };
}

/** Where no target is healthy, all of them are asked; where there is none, the load balancer says so. */
function balanced({ balancing }: Account, { rules }: Listener, visit: Visit): Destination {
  const { forward } = rules.find((rule) => holds(rule, visit)) ?? {};
  if (forward === undefined) return { status: 404 };
  const targets = balancing.groups.find(({ arn }) => arn === forward)?.targets ?? [];
  const target = targets.find(({ state }) => state === 'healthy') ?? targets.find(({ state }) => state !== 'draining');
  const container = target?.task.containers.find(({ definition }) => definition.name === target.container);
  return container ? { container } : { status: 503 };
}

function holds({ hosts, paths, pathRegexes }: Rule, { host, path }: Visit): boolean {
  const byHost = hosts.length === 0 || hosts.some((pattern) => matches(pattern, nameOf(host)));
  const byPath = paths.length === 0 || paths.some((pattern) => matches(pattern, path));
  const byRegex = pathRegexes.length === 0 || pathRegexes.some((source) => new RegExp(source).test(path));
  return byHost && byPath && byRegex;
}

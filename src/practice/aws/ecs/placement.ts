import type { Account } from '../account.ts';
import type { Host, Service, Task, TaskDefinition } from './model.ts';
import { isLive } from './tasks.ts';

/** Where a task may go: a host, `undefined` on Fargate; or why it cannot be placed, as the service's event says it. */
export type Placement = { readonly host: Host | undefined } | { readonly reason: string };

/** Among the hosts with room the one with the fewest tasks of the service, then the one with the most memory left. */
export function place(account: Account, service: Service, definition: TaskDefinition): Placement {
  if (service.launchType === 'FARGATE') return { host: undefined };
  const allowed = account.cluster.hosts.filter((host) =>
    service.placementConstraints.every((expression) => meets(host, expression)),
  );
  const free = allowed.filter((host) => obstacle(account, host, definition) === undefined);
  const [host] = free.sort(
    (a, b) =>
      tasksOn(account, a, service) - tasksOn(account, b, service) || memoryLeft(account, b) - memoryLeft(account, a),
  );
  if (host) return { host };
  const [closest] = allowed;
  const why = closest
    ? `The closest matching (container-instance ${closest.id}) ${obstacle(account, closest, definition)}.`
    : 'No container instance meets the placement constraints.';
  return { reason: `because no container instance met all of its requirements. ${why}` };
}

/** Ports of the host that a task takes for itself. */
export function hostPorts({ networkMode, containers }: TaskDefinition): number[] {
  const mappings = containers.flatMap(({ portMappings }) => portMappings);
  if (networkMode === 'host') return mappings.map(({ containerPort, hostPort }) => hostPort || containerPort);
  if (networkMode === 'bridge') return mappings.flatMap(({ hostPort }) => (hostPort ? [hostPort] : []));
  return [];
}

export const memoryLeft = (account: Account, host: Host): number =>
  host.memory - liveOn(account, host).reduce((sum, { definition }) => sum + memoryOf(definition), 0);

export const liveOn = (account: Account, host: Host): Task[] =>
  account.cluster.tasks.filter((task) => task.host === host && isLive(task));

const memoryOf = ({ containers }: TaskDefinition): number =>
  containers.reduce((sum, { memory = 0 }) => sum + memory, 0);

const tasksOn = (account: Account, host: Host, service: Service): number =>
  liveOn(account, host).filter((task) => task.service === service).length;

function obstacle(account: Account, host: Host, definition: TaskDefinition): string | undefined {
  const taken = new Set(liveOn(account, host).flatMap((task) => hostPorts(task.definition)));
  if (hostPorts(definition).some((port) => taken.has(port))) return 'is already using a port required by your task';
  if (memoryLeft(account, host) < memoryOf(definition)) return 'has insufficient memory available';
  return undefined;
}

function meets(host: Host, expression: string): boolean {
  const id = /^ec2InstanceId == (\S+)$/.exec(expression)?.[1];
  return id === host.ec2InstanceId;
}

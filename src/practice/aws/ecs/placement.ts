import type { Account } from '../account.ts';
import type { TaskDefinition } from './definition.ts';
import type { Host, LaunchType, Task } from './model.ts';
import { isLive } from './tasks.ts';

/** Where a task may go: a host, `undefined` on Fargate; or why it cannot be placed, as the service's event and as RunTask's answer says it. */
export type Placement = { readonly host: Host | undefined } | { readonly reason: string; readonly failures: Failures };
type Failures = readonly { readonly host: Host; readonly reason: string }[];

/** A task that needs a place. */
export interface Placed {
  readonly launchType: LaunchType;
  readonly placementConstraints: readonly string[];
  /** Tasks of one group are spread over the hosts. */
  readonly group: string;
}

/** Among the hosts with room the one with the fewest tasks of the group, then the one with the most memory left. */
export function place(account: Account, placed: Placed, definition: TaskDefinition): Placement {
  if (placed.launchType === 'FARGATE') return { host: undefined };
  const allowed = account.cluster.hosts.filter((host) =>
    placed.placementConstraints.every((expression) => meets(host, expression)),
  );
  const free = allowed.filter((host) => obstacle(account, host, definition) === undefined);
  const [host] = free.sort(
    (a, b) =>
      tasksOn(account, a, placed) - tasksOn(account, b, placed) || memoryLeft(account, b) - memoryLeft(account, a),
  );
  if (host) return { host };
  const [closest] = allowed;
  const why = closest
    ? `The closest matching (container-instance ${closest.id}) ${obstacle(account, closest, definition)?.words}.`
    : 'No container instance meets the placement constraints.';
  return {
    reason: `because no container instance met all of its requirements. ${why}`,
    failures: allowed.map((each) => ({ host: each, reason: obstacle(account, each, definition)?.code ?? '' })),
  };
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

const tasksOn = (account: Account, host: Host, { group }: Placed): number =>
  liveOn(account, host).filter((task) => task.group === group).length;

interface Obstacle {
  readonly words: string;
  /** In RunTask's answer. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html */
  readonly code: string;
}

function obstacle(account: Account, host: Host, definition: TaskDefinition): Obstacle | undefined {
  const taken = new Set(liveOn(account, host).flatMap((task) => hostPorts(task.definition)));
  if (hostPorts(definition).some((port) => taken.has(port)))
    return { words: 'is already using a port required by your task', code: 'RESOURCE:PORTS' };
  if (memoryLeft(account, host) < memoryOf(definition))
    return { words: 'has insufficient memory available', code: 'RESOURCE:MEMORY' };
  return undefined;
}

function meets(host: Host, expression: string): boolean {
  const id = /^ec2InstanceId == (\S+)$/.exec(expression)?.[1];
  return id === host.ec2InstanceId;
}

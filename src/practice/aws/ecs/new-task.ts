import type { JsonObject } from '#domain/json.ts';
import { type Account, arnOf } from '../account.ts';
import { resolveDigest } from '../ecr/pull.ts';
import type { LogStream } from '../logs.ts';
import type { ContainerDefinition, TaskDefinition } from './definition.ts';
import { programOf } from './hindrance.ts';
import type { Container, LaunchType, Network, Task } from './model.ts';
import { newInterface } from './network-interface.ts';
import { newRun } from './program.ts';

type Kept = Pick<Task, 'service' | 'deployment'>;

/** A task that is to be started, and has a place. */
export interface Start<K extends Kept> {
  readonly definition: TaskDefinition;
  readonly launchType: LaunchType;
  readonly host: Task['host'];
  readonly network: Network | undefined;
  readonly group: string;
  readonly startedBy: string | undefined;
  readonly overrides?: JsonObject;
  readonly tags?: readonly JsonObject[];
  /** By whom it is kept running; nothing where nobody does. */
  readonly kept: K;
}

export function newTask<K extends Kept>(account: Account, start: Start<K>): Task & K {
  const id = account.random.hex(32);
  const { definition, kept, overrides = {} } = start;
  const task: Task = {
    arn: arnOf(account, 'ecs', `task/${account.cluster.name}/${id}`),
    id,
    group: start.group,
    startedBy: start.startedBy,
    launchType: start.launchType,
    definition,
    host: start.host,
    interface: newInterface(id, definition, start.network),
    overrides,
    containers: definition.containers.map((each) =>
      newContainer(account, id, each, { ...kept, definition, overrides }),
    ),
    createdAt: account.now,
    status: 'PROVISIONING',
    since: account.now,
    desired: 'RUNNING',
    counted: false,
    replacement: undefined,
    version: 1,
    tags: [...(start.tags ?? [])],
  };
  return Object.assign(task, kept);
}

function newContainer(
  account: Account,
  taskId: string,
  definition: ContainerDefinition,
  task: Parameters<typeof programOf>[1],
): Container {
  const digest = digestFor(account, task, definition);
  return {
    definition,
    id: account.random.hex(32),
    digest,
    program: programOf(account, task, { definition, digest }),
    stream: streamOf(account, taskId, definition),
    status: 'PENDING',
    health: 'UNKNOWN',
    probes: 0,
    failedProbes: 0,
    run: newRun(),
    secretVersions: {},
  };
}

/** A service's tasks run what its tags meant when it was deployed, also those that are started later. */
const digestFor = (account: Account, { deployment }: Kept, { name, image }: ContainerDefinition): string | undefined =>
  deployment
    ? deployment.revision.images.find(({ container }) => container === name)?.digest
    : resolveDigest(account, image);

/** `<awslogs-stream-prefix>/<container>/<task id>`. */
function streamOf(
  account: Account,
  taskId: string,
  { name, logConfiguration }: ContainerDefinition,
): LogStream | undefined {
  const group = account.logGroups.get(logConfiguration?.options?.['awslogs-group'] ?? '');
  if (!group) return undefined;
  const stream = {
    name: `${logConfiguration?.options?.['awslogs-stream-prefix'] ?? 'ecs'}/${name}/${taskId}`,
    group,
    createdAt: account.now,
  };
  group.streams.set(stream.name, stream);
  return stream;
}

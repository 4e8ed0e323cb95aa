import { createHash } from 'node:crypto';
import { type Account, arnOf } from '../account.ts';
import type { LogStream } from '../logs.ts';
import { note, noteOnceAMinute } from './events.ts';
import { programOf } from './hindrance.ts';
import type { Container, ContainerDefinition, Deployment, Service, Task } from './model.ts';
import { place } from './placement.ts';
import { newRun } from './program.ts';

/** Starts up to `count` tasks of a deployment; fewer, with an event, if there is no room for more. */
export function launch(account: Account, service: Service, deployment: Deployment, count: number): Task[] {
  const launched: Task[] = [];
  while (launched.length < count) {
    const placement = place(account, service, deployment.definition);
    if ('reason' in placement) {
      noteOnceAMinute(account, service, `was unable to place a task ${placement.reason}`);
      break;
    }
    const task = newTask(account, service, deployment, placement.host);
    account.cluster.tasks.push(task);
    launched.push(task);
  }
  if (launched.length > 0) note(account, service, `has started ${said(launched)}.`);
  return launched;
}

/** `2 tasks: (task 0f…) (task 1a…)`; ECS says "1 tasks" too. */
export const said = (tasks: readonly Task[], running = ''): string =>
  `${tasks.length} ${running}tasks: ${tasks.map(({ id }) => `(task ${id})`).join(' ')}`;

export const imageDigest = (image: string): string => `sha256:${createHash('sha256').update(image).digest('hex')}`;

function newTask(account: Account, service: Service, deployment: Deployment, host: Task['host']): Task {
  const id = account.random.hex(32);
  const { definition } = deployment;
  return {
    arn: arnOf(account, 'ecs', `task/${account.cluster.name}/${id}`),
    id,
    group: `service:${service.name}`,
    service,
    deployment,
    definition,
    host,
    containers: definition.containers.map((container) => newContainer(account, { id, service, deployment }, container)),
    createdAt: account.now,
    status: 'PROVISIONING',
    since: account.now,
    desired: 'RUNNING',
    counted: false,
    replacement: undefined,
    version: 1,
    tags: [],
  };
}

function newContainer(
  account: Account,
  task: Pick<Task, 'id' | 'service' | 'deployment'>,
  definition: ContainerDefinition,
): Container {
  return {
    definition,
    id: account.random.hex(32),
    program: programOf(account, task, definition.image),
    stream: streamOf(account, task.id, definition),
    status: 'PENDING',
    health: 'UNKNOWN',
    probes: 0,
    failedProbes: 0,
    run: newRun(),
    secretVersions: {},
  };
}

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

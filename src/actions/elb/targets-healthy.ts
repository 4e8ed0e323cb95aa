import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { primaryOf, shortName, shortTask, tasksInWords } from '../ecs-words.ts';
import type { Target } from '../ports/load-balancer-read.ts';
import type { EcsServiceState, Read, Task } from '../ports.ts';

/** A task as the load balancer sees it. */
interface Seen {
  readonly task: string;
  readonly state: 'healthy' | 'pending' | 'unhealthy';
  readonly why: string;
}

export default defineCheck({
  meta: {
    id: 'elb.targets-healthy',
    version: 1,
    summary: 'Holds once every running task of a service is a healthy target of its load balancer.',
    docs: 'docs/actions/elb.targets-healthy.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
      target_group: Type.Optional(
        Type.String({ description: 'ARN of one of its target groups; all of them where it is left out.' }),
      ),
    },
    { additionalProperties: false },
  ),
  outputs: {
    healthy: { schema: Type.Array(Type.String()), known: 'verify' },
    unhealthy: { schema: Type.Array(Type.String()), known: 'verify' },
  },

  async read({ cluster, service: name, target_group: only }, read) {
    const service = await read.ecs.service(cluster, name);
    if (service?.status !== 'ACTIVE') return failed(`${name} is not in ${cluster}`);
    const groups = service.loadBalancers.filter(({ targetGroup }) => only === undefined || targetGroup === only);
    if (groups.length === 0) return failed(`${name} is no target of ${only ?? 'any load balancer'}`);
    const primary = primaryOf(service)?.id;
    const tasks = (await read.ecs.tasks(cluster, name, 'RUNNING')).filter(
      ({ lastStatus, startedBy }) => lastStatus === 'RUNNING' && startedBy === primary,
    );
    const seen = await Promise.all(groups.map((group) => look(read, group, tasks)));
    const gone = seen.find((each) => typeof each === 'string');
    return gone === undefined ? verdict(service, seen.filter((each) => typeof each !== 'string').flat()) : failed(gone);
  },
});

type Registration = EcsServiceState['loadBalancers'][number];

/** What a target group says of these tasks, or that it is gone. */
async function look(
  read: Read,
  { targetGroup, port }: Registration,
  tasks: readonly Task[],
): Promise<readonly Seen[] | string> {
  const targets = await read.loadBalancers.targets(targetGroup);
  if (!targets) return `the target group ${targetGroup} is gone`;
  const instances = await instancesOf(read, tasks);
  return tasks.map((task) => {
    const id = task.ip ?? instances.get(task.containerInstance ?? '');
    const own = targets.filter((target) => target.id === id && (task.ip === undefined || target.port === port));
    return see(task, own, groupName(targetGroup));
  });
}

/** Ids of the instances, by the ARNs of their container instances: what has no network interface of its own is reached through them. */
async function instancesOf(read: Read, tasks: readonly Task[]): Promise<ReadonlyMap<string, string>> {
  if (tasks.every(({ ip }) => ip !== undefined)) return new Map();
  const cluster = tasks[0]?.arn.split('/').at(-2) ?? '';
  return new Map((await read.ecs.hosts(cluster)).map(({ arn, ec2InstanceId }) => [arn, ec2InstanceId]));
}

function see({ id: task }: Task, own: readonly Target[], group: string): Seen {
  if (own.some(({ state }) => state === 'healthy')) return { task, state: 'healthy', why: `healthy in ${group}` };
  const [target] = own;
  if (!target) return { task, state: 'pending', why: `no target of ${group} yet` };
  const { state, reason = '', description = '' } = target;
  const why = `${state} in ${group}${reason && `: ${reason}`}${description && ` (${description})`}`;
  return { task, state: state === 'unhealthy' ? 'unhealthy' : 'pending', why };
}

/** Third part of the ARN's end: `targetgroup/api/73e2d6bc24d8a067`. */
const groupName = (arn: string): string => arn.split('/').at(-2) ?? arn;

/** An unhealthy target may be replaced, so nothing but time tells that it never will be healthy. */
function verdict({ desired }: EcsServiceState, seen: readonly Seen[]): CheckRead {
  const ids = [...new Set(seen.map(({ task }) => task))];
  const bad = seen.filter(({ state }) => state !== 'healthy');
  const unhealthy = ids.filter((id) => bad.some(({ task }) => task === id));
  const healthy = ids.filter((id) => !unhealthy.includes(id));
  const holds = bad.length === 0 && ids.length >= desired && desired > 0;
  return {
    state: holds ? 'ok' : 'pending',
    progress: [
      `${healthy.length} of ${tasksInWords(Math.max(desired, ids.length))} healthy behind the load balancer`,
      ...bad.map(({ task, why }) => `${shortTask(task)} ${why}`),
    ].join(' · '),
    evidence: Object.fromEntries(seen.map(({ task, why }) => [shortName(task), why])),
    outputs: { healthy, unhealthy },
  };
}

const failed = (progress: string): CheckRead => ({
  state: 'failed',
  progress,
  evidence: {},
  outputs: { healthy: [], unhealthy: [] },
});

import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { primaryOf } from '../ecs-words.ts';
import type { Read } from '../ports.ts';

export default defineCheck({
  meta: {
    id: 'cloudmap.instances',
    version: 1,
    summary: 'Holds once Cloud Map hands out exactly the addresses of the tasks that a service runs.',
    docs: 'docs/actions/cloudmap.instances.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service of ECS.' }),
      namespace: Type.String({ description: 'Name of the namespace, such as shop.local.' }),
      name: Type.String({ description: 'Name of the service in the namespace, such as api.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    missing: { schema: Type.Array(Type.String()), known: 'verify' },
    stale: { schema: Type.Array(Type.String()), known: 'verify' },
    unhealthy: { schema: Type.Array(Type.String()), known: 'verify' },
  },

  async read({ cluster, service, namespace, name }, read): Promise<CheckRead> {
    const found = await read.discovery.instances(namespace, name);
    if (!found) return failed(`${name} is not in the namespace ${namespace}`);
    const running = await addresses(read, cluster, service);
    if (!running) return failed(`${service} is not in ${cluster}`);
    const handed = found.flatMap(({ ip }) => ip ?? []);
    const unhealthy = found.filter(({ health }) => health === 'UNHEALTHY').flatMap(({ ip }) => ip ?? []);
    const missing = running.filter((ip) => !handed.includes(ip));
    const stale = handed.filter((ip) => !running.includes(ip));
    const wrong = [say('missing', missing), say('of no running task', stale), say('unhealthy', unhealthy)].flat();
    const holds = wrong.length === 0 && running.length > 0;
    return {
      state: holds ? 'ok' : 'pending',
      progress: [`${name}.${namespace}: ${handed.length} handed out, ${running.length} running`, ...wrong].join(' · '),
      evidence: { handed, running, unhealthy },
      outputs: { missing, stale, unhealthy },
    };
  },
});

/** Of the tasks of the PRIMARY that run; undefined where there is no such service. */
async function addresses(read: Read, cluster: string, name: string): Promise<readonly string[] | undefined> {
  const service = await read.ecs.service(cluster, name);
  if (!service) return undefined;
  const primary = primaryOf(service)?.id;
  const tasks = await read.ecs.tasks(cluster, name, 'RUNNING');
  return tasks
    .filter(({ startedBy, lastStatus }) => startedBy === primary && lastStatus === 'RUNNING')
    .flatMap(({ ip }) => ip ?? []);
}

const say = (what: string, ips: readonly string[]): readonly string[] =>
  ips.length === 0 ? [] : [`${what}: ${ips.join(', ')}`];

const failed = (progress: string): CheckRead => ({
  state: 'failed',
  progress,
  evidence: {},
  outputs: { missing: [], stale: [], unhealthy: [] },
});

import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { primaryOf } from '../ecs-words.ts';
import { healthOf } from '../health.ts';
import type { EcsServiceState, Read } from '../ports.ts';

interface Seen {
  readonly name: string;
  readonly state: CheckRead['state'];
  readonly why: string;
}

/** What can be told without looking at the tasks, or undefined. */
function atRest({ name, status, desired, deployments }: EcsServiceState): Seen | undefined {
  const failed = deployments.find(({ rollout }) => rollout === 'FAILED');
  if (status !== 'ACTIVE') return { name, state: 'failed', why: `is ${status}` };
  if (desired === 0) return { name, state: 'failed', why: 'its desired count is 0' };
  if (failed) return { name, state: 'failed', why: `deployment ${failed.id} failed: ${failed.rolloutReason}` };
  return undefined;
}

async function look(cluster: string, service: EcsServiceState, read: Read, now: number): Promise<Seen> {
  const known = atRest(service);
  if (known) return known;
  const tasks = await read.ecs.tasks(cluster, service.name, 'RUNNING');
  const healthy = tasks.filter(await healthOf(tasks, read, now)).length;
  const rollout = primaryOf(service)?.rollout ?? 'unknown';
  const settled = rollout === 'COMPLETED' && service.deployments.length === 1;
  const exact = healthy === service.desired && tasks.length === service.desired;
  const why = `${healthy} of ${service.desired} healthy, ${tasks.length} running, rollout ${rollout}`;
  return { name: service.name, state: settled && exact ? 'ok' : 'pending', why };
}

const worst = (states: readonly CheckRead['state'][]): CheckRead['state'] =>
  states.find((state) => state === 'failed') ?? states.find((state) => state === 'pending') ?? 'ok';

export default defineCheck({
  meta: {
    id: 'ecs.services-healthy',
    version: 1,
    summary: 'Holds once every service has one completed deployment and exactly as many healthy tasks as desired.',
    docs: 'docs/actions/ecs.services-healthy.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      services: Type.Array(Type.String(), { description: 'Names of the services; an empty list holds at once.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    healthy: { schema: Type.Array(Type.String()), known: 'verify' },
    unhealthy: { schema: Type.Array(Type.String()), known: 'verify' },
  },

  async read({ cluster, services: names }, read, { now }) {
    const services = await read.ecs.services(cluster, names);
    const found = await Promise.all(services.map((service) => look(cluster, service, read, now)));
    const missing = names
      .filter((name) => services.every((service) => service.name !== name))
      .map((name): Seen => ({ name, state: 'failed', why: `is not in ${cluster}` }));
    const seen = [...missing, ...found];
    const unhealthy = seen.filter(({ state }) => state !== 'ok');
    const healthy = seen.filter(({ state }) => state === 'ok').map(({ name }) => name);
    const rest = unhealthy.map(({ name, why }) => `${name}: ${why}`);
    return {
      state: worst(seen.map(({ state }) => state)),
      progress: [`${healthy.length} of ${names.length} services healthy`, ...rest].join(' · '),
      evidence: Object.fromEntries(seen.map(({ name, why }) => [name, why])),
      outputs: { healthy, unhealthy: unhealthy.map(({ name }) => name) },
    };
  },
});

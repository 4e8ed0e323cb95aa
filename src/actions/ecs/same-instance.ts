import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { shortName } from '../ecs-words.ts';
import type { Task } from '../ports.ts';

interface Place {
  readonly service: string;
  readonly tasks: readonly Task[];
}

/** The container instances of a service's tasks; undefined for one that ECS has not placed yet. */
const instancesOf = ({ tasks }: Place): readonly (string | undefined)[] => [
  ...new Set(tasks.map(({ containerInstance }) => containerInstance)),
];

export default defineCheck({
  meta: {
    id: 'ecs.same-instance',
    version: 1,
    summary:
      'Holds while all tasks of these services run on one EC2 instance, so that they reach each other on localhost.',
    docs: 'docs/actions/ecs.same-instance.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      services: Type.Array(Type.String(), { minItems: 2, description: 'Names of the services.' }),
    },
    { additionalProperties: false },
  ),
  outputs: { instances: { schema: Type.Array(Type.String()), known: 'verify' } },

  async read({ cluster, services }, read): Promise<CheckRead> {
    const [hosts, places] = await Promise.all([
      read.ecs.hosts(cluster),
      Promise.all(
        services.map(
          async (service): Promise<Place> => ({ service, tasks: await read.ecs.tasks(cluster, service, 'RUNNING') }),
        ),
      ),
    ]);
    const nameOf = (arn: string | undefined): string =>
      hosts.find((host) => host.arn === arn)?.ec2InstanceId ?? (arn === undefined ? 'no instance' : shortName(arn));
    const evidence = Object.fromEntries(places.map((place) => [place.service, instancesOf(place).map(nameOf)]));
    const said = Object.entries(evidence).map(([service, on]) => `${service} on ${on.join(', ') || 'nothing'}`);
    const all = new Set(places.flatMap(instancesOf));
    const absent = places.filter(({ tasks }) => tasks.length === 0);
    const outputs = { instances: [...all].map(nameOf) };
    if (absent.length > 0) return { state: 'pending', progress: said.join(' · '), evidence, outputs };
    return {
      state: all.size === 1 && !all.has(undefined) ? 'ok' : 'failed',
      progress: said.join(' · '),
      evidence,
      outputs,
    };
  },
});

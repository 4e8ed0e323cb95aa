import { Failure } from '#domain/failure.ts';
import { Type } from '#domain/type.ts';
import { defineSource } from '../define.ts';
import { shortName } from '../ecs-words.ts';

/** `rule-service:7` → `rule-service`. */
const familyOf = (taskDefinition: string): string => shortName(taskDefinition).replace(/:\d+$/, '');

export default defineSource({
  meta: {
    id: 'ecs.revisions',
    version: 1,
    summary: 'Active revisions of the task definition that a service runs, newest first.',
    docs: 'docs/actions/ecs.revisions.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
    },
    { additionalProperties: false },
  ),
  async choices({ cluster, service: name }, { ecs }) {
    const service = await ecs.service(cluster, name);
    if (!service) throw new Failure('user', 'no-such-service', `There is no service ${name} in ${cluster}.`);
    return (await ecs.listRevisions(familyOf(service.taskDefinition), 100)).map(shortName);
  },
});

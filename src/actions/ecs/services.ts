import { Type } from '#domain/type.ts';
import { defineSource } from '../define.ts';

export default defineSource({
  meta: {
    id: 'ecs.services',
    version: 1,
    summary: 'Names of the services of an ECS cluster.',
    docs: 'docs/actions/ecs.services.md',
  },
  input: Type.Object(
    { cluster: Type.String({ description: 'Name or ARN of the cluster.' }) },
    { additionalProperties: false },
  ),
  choices: ({ cluster }, read) => read.ecs.listServices(cluster),
});

import { Type } from '#domain/type.ts';
import { defineSource } from '../define.ts';

export default defineSource({
  meta: {
    id: 'ecs.clusters',
    version: 1,
    summary: 'Names of the ECS clusters of the account and region.',
    docs: 'docs/actions/ecs.clusters.md',
  },
  input: Type.Object({}, { additionalProperties: false }),
  choices: (_, read) => read.ecs.listClusters(),
});

import { Type } from '#domain/type.ts';
import { defineCheck } from '../define.ts';
import { findReaders } from '../readers.ts';

export default defineCheck({
  meta: {
    id: 'secrets.readers',
    version: 1,
    summary: 'Finds the services of a cluster that read a parameter or a secret when they start.',
    docs: 'docs/actions/secrets.readers.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      parameter: Type.String({ description: 'Name or ARN of the parameter, or of the secret of Secrets Manager.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    services: { schema: Type.Array(Type.String()), known: 'verify' },
    parked: { schema: Type.Array(Type.String()), known: 'verify' },
  },

  async read({ cluster, parameter }, read, ctx) {
    const readers = await findReaders(cluster, parameter, read, ctx);
    const named = (running: boolean): string[] =>
      readers.filter(({ service }) => service.desired > 0 === running).map(({ service }) => service.name);
    const services = named(true);
    const said = readers.map((reader) => `${reader.service.name} as ${reader.variables.join(', ')}`);
    return {
      state: 'ok',
      progress: said.length > 0 ? said.join(' · ') : `No service of ${cluster} reads ${parameter} when it starts`,
      evidence: Object.fromEntries(readers.map((reader) => [reader.service.name, [...reader.variables]])),
      outputs: { services, parked: named(false) },
    };
  },
});

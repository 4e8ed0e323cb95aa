import { Type } from '#domain/type.ts';
import { defineCheck } from '../define.ts';
import { type Judged, judgeReference } from '../references/judge.ts';

interface Named extends Judged {
  readonly name: string;
}

function progressOf(judged: readonly Named[]): string {
  const works = judged.filter(({ state }) => state === 'works').length;
  const rest = judged.filter(({ state }) => state !== 'works').map(({ name, why }) => `${name}: ${why}`);
  return [`${works} of ${judged.length} references work`, ...rest].join(' · ');
}

export default defineCheck({
  meta: {
    id: 'secrets.references',
    version: 1,
    summary:
      'Holds if everything that a service takes from parameters and secrets is there, as its task definition names it.',
    docs: 'docs/actions/secrets.references.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
    },
    { additionalProperties: false },
  ),
  outputs: {
    broken: { schema: Type.Array(Type.String()), known: 'verify' },
    fixes: { schema: Type.Record(Type.String(), Type.String()), known: 'verify' },
  },

  async read({ cluster, service: name }, read, ctx) {
    const service = await read.ecs.service(cluster, name);
    if (!service)
      return {
        state: 'failed',
        progress: `${name} is not in ${cluster}`,
        evidence: {},
        outputs: { broken: [], fixes: {} },
      };
    const { containers } = await read.ecs.taskDefinition(service.taskDefinition);
    const judged: Named[] = [];
    // One after the other: parameters are described three times a second at most.
    for (const secret of containers.flatMap(({ secrets }) => secrets))
      judged.push({ name: secret.name, ...(await judgeReference(secret.valueFrom, read, ctx)) });
    const broken = judged.filter(({ state }) => state === 'broken');
    return {
      state: broken.length > 0 ? 'failed' : 'ok',
      progress: progressOf(judged),
      evidence: Object.fromEntries(judged.map(({ name, why }) => [name, why])),
      outputs: {
        broken: broken.map(({ name }) => name),
        fixes: Object.fromEntries(broken.flatMap(({ name, fix }) => (fix === undefined ? [] : [[name, fix]]))),
      },
    };
  },
});

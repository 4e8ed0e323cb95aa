import { parseDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { causeIds, diagnose } from '../diagnose/diagnose.ts';
import { readFacts } from '../diagnose/facts.ts';
import { verdicts } from '../diagnose/verdict.ts';
import { shortName } from '../ecs-words.ts';
import { durationSchema } from '../times.ts';

export default defineCheck({
  meta: {
    id: 'ecs.diagnose',
    version: 1,
    summary: 'Finds out why a service does not run what it should: which cause, what shows it, and what helps.',
    docs: 'docs/actions/ecs.diagnose.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
      window: durationSchema(
        'How far back stopped tasks, events and log lines count. ECS tells of stopped tasks for about an hour.',
        {
          default: '60m',
        },
      ),
      expect: Type.Optional(
        Type.Enum([...causeIds], {
          description: 'The cause that must be found, `ok` where none may be. Without it the check always holds.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  outputs: {
    cause: { schema: Type.Enum([...causeIds]), known: 'verify' },
    verdict: { schema: Type.Enum([...verdicts]), known: 'verify' },
    evidence: { schema: Type.Array(Type.String()), known: 'verify' },
    helps: { schema: Type.String(), known: 'verify' },
    service_task_definition: { schema: Type.String(), known: 'verify' },
  },

  async read({ cluster, service, window, expect }, read, { now }): Promise<CheckRead> {
    const facts = await readFacts(cluster, service, read, { now, window: parseDuration(window) });
    const { cause, evidence, helps } = diagnose(facts);
    const { verdict, signs } = facts;
    const asExpected = expect === undefined || expect === cause;
    const said = [`${service} is ${verdict}, cause: ${cause}`, ...evidence.slice(0, 1)];
    return {
      state: asExpected ? 'ok' : 'failed',
      progress: [...said, ...(asExpected ? [] : [`expected: ${expect}`])].join(' · '),
      evidence: { cause, verdict, evidence, helps, signs, deployment: facts.subject },
      outputs: { cause, verdict, evidence, helps, service_task_definition: shortName(facts.service.taskDefinition) },
    };
  },
});

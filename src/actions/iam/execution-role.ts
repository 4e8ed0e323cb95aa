import { Type } from '#domain/type.ts';
import type { CheckRead, Ctx } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { shortName } from '../ecs-words.ts';
import type { Read } from '../ports.ts';
import { type Need, needsOf } from '../references/needs.ts';

const answer = (state: CheckRead['state'], progress: string, denied: readonly string[] = []): CheckRead => ({
  state,
  progress: [progress, ...denied].join(' · '),
  evidence: { denied: [...denied] },
  outputs: { denied: [...denied] },
});

const wordsOf = (action: string, resource: string): string => `${action} on ${resource}`;

const allOf = ({ actions, resources }: Need): readonly string[] =>
  resources.flatMap((resource) => actions.map((action) => wordsOf(action, resource)));

/** ECS itself takes on the role. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
const assumedBy = 'ecs-tasks.amazonaws.com';

async function judge(role: string, needs: readonly Need[], { roles }: Read): Promise<CheckRead> {
  const name = shortName(role);
  const trust = await roles.trust(role);
  if (!trust) return answer('failed', `There is no role ${name}`);
  if (!trust.includes(assumedBy)) return answer('failed', `${name} does not trust ${assumedBy}`);
  const asked = await Promise.all(needs.map(({ actions, resources }) => roles.simulate(role, actions, resources)));
  const permissions = asked.flat();
  const denied = permissions.filter(({ allowed }) => !allowed);
  const count = `${permissions.length - denied.length} of ${permissions.length} permissions of ${name} are there`;
  return answer(
    denied.length > 0 ? 'failed' : 'ok',
    count,
    denied.map(({ action, resource }) => wordsOf(action, resource)),
  );
}

async function look(cluster: string, name: string, read: Read, ctx: Ctx): Promise<CheckRead> {
  const service = await read.ecs.service(cluster, name);
  if (!service) return answer('failed', `${name} is not in ${cluster}`);
  const definition = await read.ecs.taskDefinition(service.taskDefinition);
  const needs = await needsOf(service, definition, read, ctx);
  if (definition.executionRole !== undefined) return judge(definition.executionRole, needs, read);
  const family = shortName(definition.arn);
  return needs.length === 0
    ? answer('ok', `${family} needs no execution role`)
    : answer('failed', `${family} has no execution role`, needs.flatMap(allOf));
}

export default defineCheck({
  meta: {
    id: 'iam.execution-role',
    version: 1,
    summary: "Holds if a service's execution role may do all that its tasks need before they start.",
    docs: 'docs/actions/iam.execution-role.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
    },
    { additionalProperties: false },
  ),
  outputs: { denied: { schema: Type.Array(Type.String()), known: 'verify' } },

  read: ({ cluster, service }, read, ctx) => look(cluster, service, read, ctx),
});

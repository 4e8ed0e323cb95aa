import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { waits } from '../hooks/memory.ts';
import type { ServiceDeploymentState } from '../ports/service-deployment.ts';
import type { Read } from '../ports.ts';

const failed = (progress: string): CheckRead => ({ state: 'failed', progress, evidence: {}, outputs: {} });

async function deploymentOf(cluster: string, name: string, read: Read): Promise<ServiceDeploymentState | string> {
  const service = await read.ecs.service(cluster, name);
  if (!service) return `There is no service ${name} in ${cluster}.`;
  const arn = service.serviceDeployment;
  const deployment = arn === undefined ? undefined : await read.ecs.serviceDeployment(arn);
  return deployment ?? `ECS shows no deployment of ${name} that could wait for an answer.`;
}

export default defineCheck({
  meta: {
    id: 'ecs.deployment-paused',
    version: 1,
    summary: 'Holds once the deployment of an ECS service waits for somebody to continue it.',
    docs: 'docs/actions/ecs.deployment-paused.md',
  },
  input: Type.Object(
    {
      cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
      service: Type.String({ description: 'Name of the service.' }),
      stage: Type.Optional(
        Type.String({ description: 'The lifecycle stage at which it must wait, such as POST_TEST_TRAFFIC_SHIFT.' }),
      ),
    },
    { additionalProperties: false },
  ),
  outputs: {
    stage: { schema: Type.String(), known: 'verify' },
    test_traffic: { schema: Type.Number(), known: 'verify' },
    production_traffic: { schema: Type.Number(), known: 'verify' },
  },

  async read({ cluster, service: name, stage: expected }, read): Promise<CheckRead> {
    const deployment = await deploymentOf(cluster, name, read);
    if (typeof deployment === 'string') return failed(deployment);
    const { status, stage = 'no stage', hooks, target } = deployment;
    if (status !== 'IN_PROGRESS') return failed(`The deployment of ${name} is ${status}: it waits for nobody.`);
    const evidence = { status, stage, hooks: hooks.filter(waits).length };
    if (!hooks.some(waits) || (expected !== undefined && expected !== stage))
      return { state: 'pending', progress: `the deployment of ${name} is at ${stage}`, evidence, outputs: {} };
    return {
      state: 'ok',
      progress: `the deployment of ${name} waits at ${stage}`,
      evidence,
      outputs: {
        stage,
        test_traffic: target?.testWeight ?? 0,
        production_traffic: target?.productionWeight ?? 0,
      },
    };
  },
});

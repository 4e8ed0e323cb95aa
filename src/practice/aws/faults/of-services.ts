import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { definitionMembers } from '../ecs/define.ts';
import { needed, object, objects, text, texts } from '../params.ts';
import type { PracticeAws } from '../practice-aws.ts';
import { type NamedFault, somebody } from './named-fault.ts';
import { serviceOf } from './service-of.ts';

/** Somebody at work on a service. */
interface Doing {
  readonly name: { readonly cluster: string; readonly service: string };
  readonly perform: (op: string, params: JsonObject) => Promise<JsonObject>;
  /** Describes the service. */
  readonly look: () => Promise<JsonObject>;
}

const doing = (name: string, says: string, does: (doing: Doing, aws: PracticeAws) => Promise<unknown>): NamedFault => ({
  name,
  says,
  to: 'service',
  async strike(aws, target) {
    const named = serviceOf({ name, to: 'service' }, target);
    const perform: Doing['perform'] = (op, params) => aws.perform(op, params, somebody(target));
    const look = async () => {
      const answer = await perform('DescribeServices', { cluster: named.cluster, services: [named.service] });
      const [found] = needed(objects, answer, 'services');
      if (!found) throw new Failure('user', 'no-such-service', `There is no service ${named.service} in this account.`);
      return found;
    };
    await does({ name: named, perform, look }, aws);
  },
});

const update = ({ name, perform }: Doing, change: JsonObject): Promise<JsonObject> =>
  perform('UpdateService', { ...name, ...change });

/** The revision that runs, registered once more: another one, that does the same. */
async function anotherRevision({ perform, look }: Doing): Promise<string> {
  const asked = { taskDefinition: needed(text, await look(), 'taskDefinition') };
  const current = needed(object, await perform('DescribeTaskDefinition', asked), 'taskDefinition');
  const kept = Object.entries(current).filter(([key]) => definitionMembers.includes(key));
  const request: Record<string, Json> = Object.fromEntries(kept);
  const registered = needed(object, await perform('RegisterTaskDefinition', request), 'taskDefinition');
  return needed(text, registered, 'taskDefinitionArn');
}

async function anotherNetwork({ name, look }: Doing): Promise<JsonObject> {
  const network = object(object(await look(), 'networkConfiguration') ?? {}, 'awsvpcConfiguration');
  if (!network) throw new Failure('user', 'no-network', `The tasks of ${name.service} have no network of their own.`);
  const groups = texts(network, 'securityGroups') ?? [];
  return { ...network, securityGroups: [...groups, `sg-0more${groups.length}`] };
}

async function firstTask({ name: { cluster, service }, perform }: Doing): Promise<string> {
  const listed = await perform('ListTasks', { cluster, serviceName: service, desiredStatus: 'RUNNING' });
  return needed(texts, listed, 'taskArns')[0] ?? '';
}

/** What somebody else does to the service meanwhile. */
export const ofServices: readonly NamedFault[] = [
  doing('someone-deploys', 'Somebody else forces a new deployment of the service.', (to) =>
    update(to, { forceNewDeployment: true }),
  ),
  doing('someone-deploys-revision', 'Somebody else deploys another revision of the task definition.', async (to) =>
    update(to, { taskDefinition: await anotherRevision(to) }),
  ),
  doing('someone-scales', 'Somebody else sets the desired count one higher.', async (to) =>
    update(to, { desiredCount: Number((await to.look())['desiredCount']) + 1 }),
  ),
  doing('someone-changes-network', 'Somebody else gives the service one more security group.', async (to) =>
    update(to, { networkConfiguration: { awsvpcConfiguration: await anotherNetwork(to) } }),
  ),
  doing(
    'target-unhealthy',
    'One target of the service fails the health check of its load balancer, until ECS has replaced its task.',
    async ({ name }, aws) => aws.sicken(name.service),
  ),
  doing('spot-interruption', 'AWS takes back the Spot capacity of a Fargate task of the service.', async (to, aws) =>
    aws.interrupt(await firstTask(to)),
  ),
  doing(
    'deployment-rolls-back',
    'The service gets a circuit breaker and no new task starts, so that ECS gives the deployment up and goes back to the one before.',
    async (to, aws) => {
      await update(to, { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } });
      aws.hinder(`service:${to.name.service}`, 'unpullable');
    },
  ),
];

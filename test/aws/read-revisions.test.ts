import { afterEach, expect, it } from '@jest/globals';
import { createAws } from '#aws/create-aws.ts';
import { environment } from '../actions/practice.ts';
import { closeAll, type Reply, refusal, script } from './scripted.ts';

afterEach(closeAll);
const credentials = { accessKeyId: 'AKIABOT', secretAccessKey: 'x' };
const reader = async (reply: Reply) => {
  const { endpoint } = await script(() => reply);
  return createAws({ endpoint, credentials }).reader(environment);
};

it('names what ECS sent of a task definition and the SDK would lose', async () => {
  const taskDefinition = {
    family: 'api',
    newMember: { a: 1 },
    cpu: null,
    registeredAt: 1_700_000_000.5,
    containerDefinitions: [{ name: 'api' }, { name: 'side', environment: [{ name: 'A', value: 'b', newer: true }] }],
  };
  const read = await reader({ body: { taskDefinition, tags: [{ key: 'team', value: 'shop' }] } });
  expect(await read.ecs.definition('api:1')).toEqual({
    raw: taskDefinition,
    tags: [{ key: 'team', value: 'shop' }],
    unknown: ['newMember', 'containerDefinitions.1.environment.0.newer'],
  });
});

it('knows no task definition where ECS knows none', async () => {
  const read = await reader(refusal('ClientException', 'Unable to describe task definition.'));
  expect(await read.ecs.definition('api:99')).toBeUndefined();
});

import type { JsonObject } from '#domain/json.ts';
import type { RoleSeed } from '#practice/worlds/seeds/role.ts';
import { type Stage, setStage } from '../practice.ts';
import { cluster, world } from '../world.ts';

/** A service `reader` on Fargate of the image `image`, whose one container is given these references when it starts. */
export async function deployReader(
  stage: Stage,
  references: Readonly<Record<string, string>>,
  more: JsonObject = {},
): Promise<void> {
  const secrets = Object.entries(references).map(([name, valueFrom]) => ({ name, valueFrom }));
  const logConfiguration = {
    logDriver: 'awslogs',
    options: { 'awslogs-group': '/ecs/app', 'awslogs-stream-prefix': 'r' },
  };
  await stage.practice.perform('RegisterTaskDefinition', {
    family: 'reader',
    containerDefinitions: [{ name: 'reader', image: 'api:1', memory: 64, logConfiguration, secrets }],
    ...more,
  });
  await stage.practice.perform('UpdateService', { cluster, service: 'reader', taskDefinition: 'reader' });
}

/** The small world, in which `reader` reads nothing yet. */
export async function readerStage(
  roles: readonly RoleSeed[] = [],
  launchType: 'EC2' | 'FARGATE' = 'EC2',
): Promise<Stage> {
  const small = world([], 60);
  const definition = {
    revision: 1,
    registeredBy: 'ci',
    definition: { family: 'reader', containerDefinitions: [{ name: 'reader', image: 'api:1' }] },
  };
  return setStage({
    ...small,
    roles,
    taskDefinitions: [...small.taskDefinitions, definition],
    services: [...small.services, { name: 'reader', taskDefinition: 'reader:1', desiredCount: 1, launchType }],
  });
}

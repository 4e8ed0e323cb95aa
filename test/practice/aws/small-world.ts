import type { JsonObject } from '#domain/json.ts';
import type { Program, World } from '#practice/worlds/world.ts';

export interface SmallWorld {
  /** Revision 1 runs when the scenario begins, revision 2 is what is deployed. */
  readonly before?: Program;
  readonly after?: Program | 'missing';
  readonly healthCheck?: JsonObject;
  readonly container?: JsonObject;
  readonly desired?: number;
  readonly percents?: readonly [number, number];
  readonly breaker?: JsonObject;
  /** A port on the only host, for both revisions. */
  readonly hostPort?: number;
}

const registry = '{account}.dkr.ecr.{region}.amazonaws.com/api';

/** One cluster `c` with one service `api`, settled at revision 1; its log group is `/ecs/api`. */
export function smallWorld(options: SmallWorld): World {
  const {
    before = {},
    after = {},
    desired = 1,
    percents: [minimum, maximum] = [100, 200],
    breaker,
    hostPort,
  } = options;
  return {
    id: 'small',
    title: 'One service',
    cluster: 'c',
    hosts: hostPort ? [{ ec2InstanceId: 'i-1', instanceType: 't3.small', cpu: 2_048, memory: 2_000 }] : [],
    images: { [`${registry}:1`]: before, ...(after !== 'missing' && { [`${registry}:2`]: after }) },
    taskDefinitions: [
      definition(1, { hostPort }),
      definition(2, { hostPort, healthCheck: options.healthCheck, container: options.container }),
    ],
    services: [
      {
        name: 'api',
        taskDefinition: 'api:1',
        desiredCount: desired,
        launchType: hostPort ? 'EC2' : 'FARGATE',
        deploymentConfiguration: {
          minimumHealthyPercent: minimum,
          maximumPercent: maximum,
          ...(breaker && { deploymentCircuitBreaker: breaker }),
        },
      },
    ],
    logGroups: ['/ecs/api'],
    parameters: [
      {
        name: '/api/key',
        type: 'SecureString',
        versions: [
          { value: 'canary-one', labels: ['previous'], by: 'terraform' },
          { value: 'canary-two', labels: ['current'], by: 'terraform' },
        ],
      },
    ],
    secrets: [{ name: 'api/token', value: 'canary-token' }],
    history: { seconds: 300, happened: [] },
  };
}

interface Revision {
  readonly hostPort?: number | undefined;
  readonly healthCheck?: JsonObject | undefined;
  readonly container?: JsonObject | undefined;
}

const definition = (revision: number, { hostPort, healthCheck, container }: Revision) => ({
  revision,
  registeredBy: 'terraform',
  definition: {
    family: 'api',
    networkMode: hostPort ? 'host' : 'awsvpc',
    containerDefinitions: [
      {
        name: 'api',
        image: `${registry}:${revision}`,
        memory: 128,
        portMappings: hostPort ? [{ containerPort: hostPort }] : [],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/api', 'awslogs-stream-prefix': 'ecs' },
        },
        ...(healthCheck && { healthCheck }),
        ...container,
      },
    ],
  },
});

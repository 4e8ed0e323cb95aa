import type { JsonObject } from '#domain/json.ts';
import { toolbox } from './alerting-platform/toolbox.ts';
import type { SecretSeed } from './seeds/secret.ts';
import type {
  Happening,
  HostSeed,
  Need,
  ParameterSeed,
  Program,
  ServiceSeed,
  TaskDefinitionSeed,
  World,
} from './world.ts';

/**
 * The alerting platform: Kafka and Zookeeper on fixed ports of one host, five consumers, host networking on two t3.small. Its
 * worlds differ in what happened to it.
 */

const cluster = 'alerting-platform-prod-cluster';
const logs = '/ecs/alerting-platform/prod';
const registry = '{account}.dkr.ecr.{region}.amazonaws.com/alerting-platform';
const terraform = 'arn:aws:sts::{account}:assumed-role/terraform/alerting-platform';
const sessionSecret = `${logs.replace('/ecs', '')}/session-secret`;

const hosts: readonly HostSeed[] = [
  { ec2InstanceId: 'i-0a1f3c5d7e9b2a4c6', instanceType: 't3.small', cpu: 2_048, memory: 1_896 },
  { ec2InstanceId: 'i-0b8d6f4a2c1e3a5b7', instanceType: 't3.small', cpu: 2_048, memory: 1_896 },
];
/** Kafka looks for Zookeeper on localhost, so both are pinned to the first host. */
const pinned = [`ec2InstanceId == ${hosts[0]?.ec2InstanceId}`];

/** A consumer dials the broker when it starts and never again. */
const broker: Need = {
  endpoint: 'kafka.alerting-platform.local:9092',
  refused: 'ERROR kafka: client has run out of available brokers to talk to: dial tcp: connect: connection refused',
  lostAfter: 10,
  lost: 'ERROR kafka: client lost its connection to the broker: EOF; consumer stopped',
};

export const consumer = (group: string, port?: string): Program => ({
  readyAfter: 4,
  needs: [broker],
  says: [{ at: 0, text: `INFO starting ${group}` }],
  saysReady: `INFO joined consumer group ${group}`,
  repeats: { every: 20, text: `INFO ${group}: committed offsets` },
  ...(port !== undefined && { provides: [port] }),
});

const zookeeper: Program = {
  tools: ['echo'],
  readyAfter: 3,
  settle: 17,
  provides: ['2181'],
  says: [
    { at: 1, text: 'INFO Reading configuration from: /etc/kafka/zookeeper.properties' },
    { at: 2, text: 'INFO binding to port 0.0.0.0/0.0.0.0:2181' },
  ],
  saysReady: 'INFO Snapshotting: 0x0 to /var/lib/zookeeper/data/version-2/snapshot.0',
  repeats: { every: 30, text: 'INFO Processed session expiry: 0 sessions' },
};

/** It gives up after one round of attempts but keeps running: ECS sees a task that runs. */
const kafka: Program = {
  tools: ['kafka-broker-api-versions.sh'],
  readyAfter: 12,
  provides: ['9092'],
  needs: [
    {
      endpoint: 'localhost:2181',
      refused:
        'WARN Session 0x0 for server localhost:2181, unexpected error: java.net.ConnectException: Connection refused',
      lostAfter: 18,
      lost: 'WARN Unable to reconnect to ZooKeeper service, session has expired: java.net.ConnectException: Connection refused',
    },
  ],
  says: [{ at: 0, text: 'INFO [ZooKeeperClient Kafka server] Initializing a new session to localhost:2181.' }],
  saysReady: 'INFO [KafkaServer id=1] started',
  repeats: { every: 10, text: 'INFO [GroupMetadataManager brokerId=1] Removed 0 expired offsets in 0 milliseconds.' },
  stopSeconds: 3,
};

const image = (name: string, tag: number): string => `${registry}/${name}:${tag}`;

/** Images by name; `rule-service` and its revisions are each world's own. */
export const images: Readonly<Record<string, Program>> = {
  [image('zookeeper', 3)]: zookeeper,
  [image('kafka', 4)]: kafka,
  [image('evaluator', 5)]: consumer('evaluator'),
  [image('aggregator', 5)]: consumer('aggregator'),
  [image('sender', 5)]: {
    ...consumer('sender'),
    hears: {
      endpoint: 'alert-producer.alerting-platform.local:9100',
      every: 15,
      text: 'INFO sender: notified rule=stepward-e2e',
    },
  },
  [image('rule-updater', 5)]: {
    ...consumer('rule-updater'),
    repeats: { every: 20, text: 'INFO rule-updater: committed offsets; snapshot written to Redis' },
  },
  [image('alert-producer', 2)]: consumer('alert-producer', '9100'),
  [image('toolbox', 1)]: toolbox,
};

interface Part {
  readonly name: string;
  readonly revision: number;
  readonly memory: number;
  readonly port?: number;
  readonly secrets?: readonly JsonObject[];
  readonly healthCheck?: JsonObject;
  readonly tag?: number;
}

const container = ({ name, memory, port, secrets, healthCheck, ...part }: Part): JsonObject => ({
  name,
  image: image(name, part.tag ?? part.revision),
  essential: true,
  memory,
  environment: [{ name: 'ENVIRONMENT', value: 'prod' }],
  portMappings: port === undefined ? [] : [{ containerPort: port, hostPort: port, protocol: 'tcp' }],
  ...(secrets && { secrets }),
  ...(healthCheck && { healthCheck }),
  logConfiguration: {
    logDriver: 'awslogs',
    options: { 'awslogs-group': `${logs}/${name}`, 'awslogs-region': '{region}', 'awslogs-stream-prefix': 'ecs' },
  },
});

/** A revision as Terraform registers it: host networking, and each container has its own log group. */
const registered = (family: string, revision: number, containers: readonly JsonObject[]): TaskDefinitionSeed => ({
  revision,
  registeredBy: terraform,
  definition: {
    family,
    networkMode: 'host',
    requiresCompatibilities: ['EC2'],
    executionRoleArn: 'arn:aws:iam::{account}:role/alerting-platform-execution',
    containerDefinitions: containers,
  },
});

const revision = (part: Part): TaskDefinitionSeed => registered(part.name, part.revision, [container(part)]);

const secrets = [{ name: 'SESSION_SECRET', valueFrom: sessionSecret }];

export const ruleService = (part: Partial<Part> & { readonly revision: number }): TaskDefinitionSeed =>
  revision({ name: 'rule-service', memory: 128, port: 8_081, secrets, ...part });

export const ruleServiceImage = (tag: number): string => image('rule-service', tag);

const zookeeperPart: Part = { name: 'zookeeper', revision: 3, memory: 256, port: 2_181 };
const kafkaPart: Part = { name: 'kafka', revision: 4, memory: 768, port: 9_092 };

const asks = (command: string): JsonObject => ({ command: ['CMD-SHELL', command], interval: 30, retries: 3 });

/**
 * Both in one task, registered by Terraform and deployed by nobody yet. Kafka's container is started when Zookeeper's is HEALTHY, and
 * HEALTHY needs a check; so does Kafka's, since a task is healthy only if all of its essential containers are.
 */
export const together: TaskDefinitionSeed = registered('kafka-zookeeper', 1, [
  container({ ...zookeeperPart, healthCheck: asks('echo srvr | nc localhost 2181 | grep Mode') }),
  {
    ...container({ ...kafkaPart, healthCheck: asks('kafka-broker-api-versions.sh --bootstrap-server localhost:9092') }),
    dependsOn: [{ containerName: 'zookeeper', condition: 'HEALTHY' }],
  },
]);

/** All but rule-service's. */
export const taskDefinitions: readonly TaskDefinitionSeed[] = [
  revision(zookeeperPart),
  revision(kafkaPart),
  revision({ name: 'evaluator', revision: 5, memory: 128 }),
  revision({ name: 'aggregator', revision: 5, memory: 128 }),
  revision({ name: 'sender', revision: 5, memory: 128, secrets }),
  revision({ name: 'rule-updater', revision: 5, memory: 128 }),
  revision({ name: 'alert-producer', revision: 2, memory: 128 }),
  revision({ name: 'toolbox', revision: 1, memory: 64 }),
];

/** At 100/200 a new Zookeeper or Kafka finds its port taken, while the others roll. */
const rolling = { minimumHealthyPercent: 100, maximumPercent: 200 };

export const service = (name: string, revision: number, desiredCount: number): ServiceSeed => ({
  name,
  taskDefinition: `${name}:${revision}`,
  desiredCount,
  launchType: 'EC2',
  deploymentConfiguration: rolling,
  ...((name === 'kafka' || name === 'zookeeper') && { placementConstraints: pinned }),
});

const minute = 60;

/** Terraform or a person changes one service. */
export const update = (at: number, name: string, change: JsonObject, by = terraform): Happening => ({
  at,
  operation: 'UpdateService',
  parameters: { cluster, service: name, ...change },
  by,
});

export const consumers = ['rule-service', 'evaluator', 'aggregator', 'sender', 'rule-updater'];

/** Started as they need each other: Zookeeper, two minutes later Kafka, and two minutes later the consumers. */
export const startedInOrder: { readonly services: readonly ServiceSeed[]; readonly happened: readonly Happening[] } = {
  services: [
    service('zookeeper', 3, 1),
    service('kafka', 4, 0),
    ...consumers.map((name) => service(name, 5, 0)),
    service('alert-producer', 2, 0),
  ],
  happened: [
    update(2 * minute, 'kafka', { desiredCount: 1 }),
    ...consumers.map((name) => update(4 * minute, name, { desiredCount: 1 })),
  ],
};

const parameters: readonly ParameterSeed[] = [
  {
    name: sessionSecret,
    type: 'SecureString',
    keyId: 'alias/alerting-platform',
    versions: [
      { value: 'practice-canary-first-session-secret', labels: [], by: terraform },
      { value: 'practice-canary-second-session-secret', labels: ['previous'], by: 'arn:aws:iam::{account}:user/dave' },
      { value: 'practice-canary-third-session-secret', labels: ['current'], by: 'arn:aws:iam::{account}:user/dave' },
    ],
  },
];

/** A token that the team gets from elsewhere: what a runbook writes to a parameter, by reference. */
const pagerToken: SecretSeed = { name: 'alerting-platform/prod/pager-token', value: 'practice-canary-pager-token' };

export const platform: Pick<World, 'cluster' | 'hosts' | 'logGroups' | 'parameters' | 'secrets'> = {
  cluster,
  hosts,
  logGroups: ['zookeeper', 'kafka', ...consumers, 'alert-producer', 'toolbox'].map((name) => `${logs}/${name}`),
  parameters,
  secrets: [pagerToken],
};

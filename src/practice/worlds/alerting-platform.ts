import { alarms } from './alerting-platform/alarms.ts';
import { repositories } from './alerting-platform/repositories.ts';
import {
  consumer,
  consumers,
  images,
  platform,
  ruleService,
  ruleServiceImage,
  service,
  taskDefinitions,
} from './platform.ts';
import type { World } from './world.ts';

const programs: World['images'] = { ...images, [ruleServiceImage(5)]: consumer('rule-service', '8081') };

/**
 * Right after the outage. Both hosts were replaced and ECS started everything in the same second. Kafka dialled Zookeeper before
 * it answered (that takes 20 s), and the consumers dialled Kafka. All of them run, none of them tries again: ECS sees seven
 * services at 1/1 with completed deployments, and no alert is delivered.
 *
 * Zookeeper, then Kafka when Zookeeper answers, then the consumers when Kafka does: this heals it. Consumers before Kafka dial in
 * vain again; Zookeeper after Kafka takes away the session that Kafka has just got, because it is away for longer than 18 s.
 */
export const alertingPlatform: World = {
  ...platform,
  id: 'alerting-platform',
  title: 'The alerting platform after an outage: Kafka came up before Zookeeper',
  images: programs,
  repositories: repositories(programs),
  taskDefinitions: [...taskDefinitions, ruleService({ revision: 5 })],
  alarms: alarms('consumer-lag'),
  services: [
    service('zookeeper', 3, 1),
    service('kafka', 4, 1),
    ...consumers.map((name) => service(name, 5, 1)),
    service('alert-producer', 2, 0),
  ],
  history: { seconds: 20 * 60, happened: [] },
};

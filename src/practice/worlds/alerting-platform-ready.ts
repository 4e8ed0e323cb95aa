import {
  consumer,
  images,
  platform,
  ruleService,
  ruleServiceImage,
  startedInOrder,
  taskDefinitions,
} from './platform.ts';
import type { World } from './world.ts';

/**
 * The evening before the launch: seven services run, every consumer has joined its group, and alert-producer waits at 0. The
 * topics are not there yet; somebody's first try has left one that Kafka made by itself, with one partition.
 */
export const alertingPlatformReady: World = {
  ...platform,
  id: 'alerting-platform-ready',
  title: 'The alerting platform before its launch: all is well, and the topics are missing',
  images: { ...images, [ruleServiceImage(5)]: consumer('rule-service', '8081') },
  taskDefinitions: [...taskDefinitions, ruleService({ revision: 5 })],
  services: startedInOrder.services,
  topics: { 'alerts.test': 1 },
  history: { seconds: 30 * 60, happened: startedInOrder.happened },
};

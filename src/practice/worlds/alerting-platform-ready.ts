import { alarms } from './alerting-platform/alarms.ts';
import { repositories } from './alerting-platform/repositories.ts';
import {
  consumer,
  images,
  platform,
  ruleService,
  ruleServiceImage,
  startedInOrder,
  taskDefinitions,
  together,
} from './platform.ts';
import type { Program, ServiceSeed, World } from './world.ts';

/** What rule-service's image does when it is not the server: a migration that has something to do, one that fails, and a question. */
const commands: Program['run'] = {
  'rule-service migrate up': {
    says: [
      { at: 1, text: 'INFO migrate: 3 migrations to apply' },
      { at: 9, text: 'INFO migrate: schema is up to date, version 12' },
    ],
    exit: { after: 10, code: 0 },
  },
  'rule-service migrate to 99': {
    says: [{ at: 2, text: 'ERROR migrate: there is no migration 99' }],
    exit: { after: 3, code: 1 },
  },
  'command -v nc || exit 127': { says: [{ at: 0, text: '/usr/bin/nc' }], exit: { after: 1, code: 0 } },
  'rule-service migrate status': {
    says: [{ at: 1, text: 'INFO migrate: version 9, 3 migrations to apply' }],
    exit: { after: 2, code: 0 },
  },
};

const programs: World['images'] = {
  ...images,
  [ruleServiceImage(5)]: { ...consumer('rule-service', '8081'), run: commands },
};

/** With the circuit breaker that the others do not have yet. */
const guarded = (service: ServiceSeed): ServiceSeed => ({
  ...service,
  deploymentConfiguration: {
    ...service.deploymentConfiguration,
    deploymentCircuitBreaker: { enable: true, rollback: true, thresholdConfiguration: { type: 'COUNT', value: 3 } },
  },
});

/**
 * The evening before the launch: seven services run, every consumer has joined its group, and alert-producer waits at 0. The
 * topics are not there yet; somebody's first try has left one that Kafka made by itself, with one partition. The revision that puts Kafka
 * and Zookeeper into one task is registered, and waits for somebody to deploy it.
 */
export const alertingPlatformReady: World = {
  ...platform,
  id: 'alerting-platform-ready',
  title: 'The alerting platform before its launch: all is well, and the topics are missing',
  images: programs,
  repositories: repositories(programs),
  taskDefinitions: [...taskDefinitions, ruleService({ revision: 5 }), together],
  services: startedInOrder.services.map((each) => (each.name === 'alert-producer' ? guarded(each) : each)),
  alarms: alarms(),
  topics: { 'alerts.test': 1 },
  history: { seconds: 30 * 60, happened: startedInOrder.happened },
};

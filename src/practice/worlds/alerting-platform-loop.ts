import type { JsonObject } from '#domain/json.ts';
import {
  cluster,
  consumer,
  consumers,
  images,
  platform,
  ruleService,
  ruleServiceImage,
  service,
  taskDefinitions,
  terraform,
} from './platform.ts';
import type { Happening, World } from './world.ts';

const minute = 60;

/** Terraform or a person changes one service. */
const update = (at: number, name: string, change: JsonObject, by = terraform): Happening => ({
  at,
  operation: 'UpdateService',
  parameters: { cluster, service: name, ...change },
  by,
});

/**
 * The end of rule-service's deployment loop: the cause is mended, but an old task is left behind and the deployment never ends.
 *
 * Revision 6 brought a health check with wget, which the image does not have. For forty minutes its tasks were found unhealthy
 * and replaced, one every 106 s, while the task of revision 5 went on serving: two tasks for a desired count of one. Revision 7
 * is without the check, and healthy. Neither percentage could leave anything behind now: the scheduler stops an old task as soon as the
 * minimum is met without it. But it respects a task's scale-in protection, which the task of revision 5 asked for during the
 * loop, as workers do before a long piece of work, and by a mistake never gave back. So it stays for 48 h, until the protection
 * expires, or until a person stops it: StopTask is not held back.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
 */
export const alertingPlatformLoop: World = {
  ...platform,
  id: 'alerting-platform-loop',
  title: 'rule-service after its deployment loop: an old task is left behind',
  images: {
    ...images,
    [ruleServiceImage(5)]: {
      ...consumer('rule-service', '8081'),
      protects: { after: 30 * minute, minutes: 48 * 60 },
    },
    [ruleServiceImage(7)]: consumer('rule-service', '8081'),
  },
  taskDefinitions: [
    ...taskDefinitions,
    ruleService({ revision: 5 }),
    ruleService({
      revision: 6,
      tag: 7,
      healthCheck: {
        command: ['CMD-SHELL', 'wget --quiet --tries=1 --spider http://localhost:8081/health || exit 1'],
        interval: 30,
        retries: 3,
      },
    }),
    ruleService({ revision: 7 }),
  ],
  services: [
    service('zookeeper', 3, 1),
    service('kafka', 4, 0),
    ...consumers.map((name) => service(name, 5, 0)),
    service('alert-producer', 2, 0),
  ],
  history: {
    seconds: 75 * minute,
    happened: [
      update(2 * minute, 'kafka', { desiredCount: 1 }),
      ...consumers.map((name) => update(4 * minute, name, { desiredCount: 1 })),
      update(20 * minute, 'rule-service', { taskDefinition: 'rule-service:6' }),
      update(60 * minute, 'rule-service', { taskDefinition: 'rule-service:7' }),
    ],
  },
};

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
  update,
} from './platform.ts';
import type { World } from './world.ts';

const minute = 60;

const programs: World['images'] = {
  ...images,
  [ruleServiceImage(5)]: {
    ...consumer('rule-service', '8081'),
    protects: { after: 30 * minute, minutes: 48 * 60 },
  },
  [ruleServiceImage(7)]: consumer('rule-service', '8081'),
  [ruleServiceImage(8)]: { ...consumer('rule-service', '8081'), tools: ['wget'] },
};

const loop: Omit<World, 'id' | 'title' | 'history'> = {
  ...platform,
  images: programs,
  repositories: repositories(programs),
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
  ],
  services: startedInOrder.services,
};

const broken = [...startedInOrder.happened, update(20 * minute, 'rule-service', { taskDefinition: 'rule-service:6' })];

/**
 * In the midst of rule-service's deployment loop. Revision 6 brought a health check with wget, which the image does not have. Its
 * tasks are found unhealthy and replaced, one every 106 s, while the task of revision 5 goes on serving: two tasks for a desired
 * count of one, and a deployment that never ends, since there is no circuit breaker. Image 8 has wget.
 */
export const alertingPlatformLooping: World = {
  ...loop,
  id: 'alerting-platform-looping',
  title: 'rule-service in its deployment loop: a health check that can never pass',
  alarms: alarms('failed-health-checks'),
  history: { seconds: 45 * minute, happened: broken },
};

/**
 * The end of the loop: the cause is mended, but an old task is left behind and the deployment never ends.
 *
 * Revision 7 is without the check, and healthy. Neither percentage could leave anything behind now: the scheduler stops an old task as soon as the
 * minimum is met without it. But it respects a task's scale-in protection, which the task of revision 5 asked for during the
 * loop, as workers do before a long piece of work, and by a mistake never gave back. So it stays for 48 h, until the protection
 * expires, or until a person stops it: StopTask is not held back.
 *
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
 */
export const alertingPlatformLoop: World = {
  ...loop,
  id: 'alerting-platform-loop',
  title: 'rule-service after its deployment loop: an old task is left behind',
  taskDefinitions: [...loop.taskDefinitions, ruleService({ revision: 7 })],
  alarms: alarms(),
  history: {
    seconds: 75 * minute,
    happened: [...broken, update(60 * minute, 'rule-service', { taskDefinition: 'rule-service:7' })],
  },
};

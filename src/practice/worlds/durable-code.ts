import {
  backend,
  cluster,
  deployed,
  durable,
  frontend,
  listener,
  revision,
  service,
  update,
} from './durable-code/parts.ts';
import type { Happening, World } from './world.ts';

const mended: Pick<World, 'services' | 'listeners'> = {
  services: [service(backend, true), service(frontend, true)],
  listeners: [listener([{ priority: 20, pathRegexes: ['^/api/oscilloscope/'], forward: backend }])],
};

/**
 * Once the incident was mended: a second rule with a regular expression sends the oscilloscope's paths to the API, and the API is
 * registered. Version 4 runs, after version 3. Of what was pushed since, 5 is well, and 6, the newest, fails its health check.
 */
export const durableCode: World = {
  ...durable,
  ...mended,
  id: 'durable-code',
  title: 'durable-code, all well: version 4 runs, 5 waits to be deployed, and 6 will not become healthy',
  history: { seconds: 900, happened: deployed },
};

/** Version 5 of the API, deployed by BLUE_GREEN: ECS waits for an answer once the test traffic goes to it, and goes back after a day without one. */
export const durableCodePaused: World = {
  ...durable,
  ...mended,
  id: 'durable-code-paused',
  title: 'durable-code while a blue/green deployment waits for somebody to continue it',
  taskDefinitions: [...durable.taskDefinitions, revision(backend, 5)],
  history: {
    seconds: 900,
    happened: [
      ...deployed,
      update(800, backend, {
        taskDefinition: `${backend}:5`,
        deploymentConfiguration: {
          strategy: 'BLUE_GREEN',
          lifecycleHooks: [{ targetType: 'PAUSE', lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }],
        },
      }),
    ],
  },
};

/** What parking leaves: the count in a tag, and no tasks. */
const parked = (at: number, name: string, desired: number): Happening[] => [
  {
    at,
    operation: 'TagResource',
    parameters: {
      resourceArn: `arn:aws:ecs:{region}:{account}:service/${cluster}/${name}`,
      tags: [{ key: 'stepward:parked-desired', value: String(desired) }],
    },
    by: 'arn:aws:iam::{account}:role/stepward-durable-code-dev',
  },
  update(at, name, { desiredCount: 0 }),
];

/** Over night nobody works with it, so it was parked. */
export const durableCodeParked: World = {
  ...durable,
  ...mended,
  id: 'durable-code-parked',
  title: 'durable-code, shut down over night: its services have no tasks, and their counts in tags',
  history: { seconds: 900, happened: [...deployed, ...parked(700, frontend, 1), ...parked(705, backend, 2)] },
};

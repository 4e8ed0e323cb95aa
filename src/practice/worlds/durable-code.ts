import { backend, deployed, durable, frontend, listener, revision, service, update } from './durable-code/parts.ts';
import type { World } from './world.ts';

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

import { backend, deployed, durable, frontend, listener, service } from './durable-code/parts.ts';
import type { World } from './world.ts';

/**
 * Version 4 is deployed and healthy, and the oscilloscope does not work. No rule of the load balancer sends its paths to the API:
 * the rule that is there has five values already, as many as it may, so they fall to the page, which answers anything with 200
 * and itself. The API is in no service of Cloud Map, so the page finds nobody at `backend.dev.local`. And with the port of the API
 * in its address a websocket opens nowhere, because the load balancer listens at 80 alone.
 */
export const durableCodeRoutes: World = {
  ...durable,
  id: 'durable-code-routes',
  title: 'durable-code after its first deployment: healthy, but the oscilloscope is not reached',
  services: [service(backend, false), service(frontend, true)],
  listeners: [listener()],
  history: { seconds: 900, happened: deployed },
};

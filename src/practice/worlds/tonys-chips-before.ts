import {
  account,
  api,
  healthCheck,
  pipeline,
  service,
  smokeTests,
  update,
  web,
  webTarget,
} from './tonys-chips/account.ts';
import type { World } from './world.ts';

const internal = 'http://internal.tonys-chips.example:3000';
const minute = 60;

const balanced: Omit<World, 'id' | 'title' | 'history'> = {
  ...account,
  ...pipeline((name) => ({ TaskDefinition: `sandbox-tonys-chips-${name}` }), {
    DesiredCount: 2,
    ForceNewDeployment: true,
  }),
  targetGroups: [
    ...(account.targetGroups ?? []),
    { name: 'tonys-chips-api', port: 3_000, healthPath: '/health', deregistrationDelay: 20 },
  ],
  listeners: [
    ...(account.listeners ?? []),
    { loadBalancer: 'tonys-chips-internal', port: 3_000, otherwise: 'tonys-chips-api' },
  ],
  taskDefinitions: [
    api(7),
    web(11, internal),
    web(12, internal, healthCheck('wget --quiet --tries=1 --spider http://localhost:3001/health || exit 1')),
    ...smokeTests,
  ],
  services: [
    service('api', 7, { loadBalancers: [{ targetGroup: 'tonys-chips-api', container: 'api', port: 3_000 }] }),
    service('web', 11, { loadBalancers: [webTarget] }),
  ],
};

/**
 * Before the incidents: the website calls the API through a load balancer, and nobody finds it by name. The pipeline sets the count
 * to 2 with every deployment: the API, scaled to 4 by hand, was at 2 again after the next one, and has been scaled once more.
 */
export const tonysChipsBefore: World = {
  ...balanced,
  id: 'tonys-chips-before',
  title: "Tony's chips before its incidents: called through a load balancer, counts set by the pipeline",
  history: {
    seconds: 15 * minute,
    happened: [
      update(3 * minute, 'api', { desiredCount: 4 }),
      update(6 * minute, 'api', {
        taskDefinition: 'sandbox-tonys-chips-api',
        desiredCount: 2,
        forceNewDeployment: true,
      }),
      update(10 * minute, 'api', { desiredCount: 4 }),
    ],
  },
};

/**
 * In the midst of the health check's incident: revision 12 of the website asks with wget, which an image of Alpine with Node does
 * not have. Its tasks are replaced again and again, while those of revision 11 serve.
 */
export const tonysChipsLooping: World = {
  ...balanced,
  id: 'tonys-chips-looping',
  title: "Tony's chips while its website's health check calls wget, which is not there",
  history: {
    seconds: 20 * minute,
    happened: [update(5 * minute, 'web', { taskDefinition: 'sandbox-tonys-chips-web:12' })],
  },
};

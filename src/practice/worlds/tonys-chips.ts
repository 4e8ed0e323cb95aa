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

const asks = (port: number) =>
  healthCheck(
    `node -e "require('http').get('http://localhost:${port}/health', (res) => process.exit(res.statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"`,
  );

/**
 * After the incidents: tasks of the API are found by name in Cloud Map, their health is asked for with Node, and the pipeline
 * leaves counts alone and takes its revisions from who starts it. The API was scaled to 4 by hand, for a day with much traffic.
 */
export const tonysChips: World = {
  ...account,
  ...pipeline((name) => ({ 'TaskDefinition.$': `$.${name}.taskDefinition` })),
  id: 'tonys-chips',
  title: "Tony's chips after its incidents: found by name, checked with Node, scaled by hand",
  taskDefinitions: [api(9, asks(3_000)), web(13, 'http://api.tonys-chips.local:3000', asks(3_001)), ...smokeTests],
  services: [
    service('api', 9, { breaker: true, registries: ['api.tonys-chips.local'] }),
    service('web', 13, { breaker: true, loadBalancers: [webTarget] }),
  ],
  history: { seconds: 15 * 60, happened: [update(5 * 60, 'api', { desiredCount: 4 })] },
};

import type { Program, World } from '#practice/worlds/world.ts';
import { type SmallWorld, smallWorld } from './small-world.ts';

const region = 'us-east-1';
const account = '111122223333';
/** Its digits follow from the names. */
export const listenerArn = `arn:aws:elasticloadbalancing:${region}:${account}:listener/app/shop/8d9001d32c6a703d/f2c03e450ce09bbf`;
export const machineArn = `arn:aws:states:${region}:${account}:stateMachine:release`;

/** The small world's service behind a load balancer and in Cloud Map, with alarms and a pipeline. */
export function shop(after: Program, options: SmallWorld = {}, more: Partial<World> = {}): World {
  const small = smallWorld({ after, ...options });
  return {
    ...small,
    services: small.services.map((service) => ({
      ...service,
      loadBalancers: [{ targetGroup: 'api', container: 'api', port: 3001 }],
      registries: ['api.shop.local'],
    })),
    targetGroups: [
      { name: 'api', port: 3001, healthPath: '/health', deregistrationDelay: 20 },
      { name: 'web', port: 80 },
    ],
    listeners: [
      {
        loadBalancer: 'shop',
        port: 80,
        rules: [
          { priority: 20, pathRegexes: ['^/v[0-9]+/'], forward: 'api' },
          { priority: 10, paths: ['/api/*', '/health'], hosts: ['*.example.com'], forward: 'api' },
        ],
        otherwise: 'web',
      },
    ],
    namespaces: [{ name: 'shop.local', services: [{ name: 'api', stale: ['10.9.9.9'] }] }],
    alarms: [
      { name: 'errors', rings: [{ from: 60, to: 90 }], reason: 'too many' },
      { name: 'all', kind: 'composite' },
      { name: 'lines', kind: 'log', state: 'INSUFFICIENT_DATA' },
    ],
    web: [{ host: 'app.example.com', loadBalancer: 'shop', port: 80 }],
    stateMachines: [{ name: 'release', definition: { StartAt: 'Deploy', States: {} } }],
    ...more,
  };
}

import type { JsonObject } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';

const role = (name: string): string => `arn:aws:iam::{account}:role/${name}`;

const define = (family: string, containerDefinitions: readonly JsonObject[]) => ({
  revision: 1,
  registeredBy: 'terraform',
  definition: {
    family,
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    executionRoleArn: role('execution'),
    taskRoleArn: role('web'),
    containerDefinitions,
  },
});

/** Cluster `c` on Fargate: `web` has a public address and two essential containers, `inner` none and one, `parked` runs nothing. */
export const fargateWorld = (): World => ({
  id: 'fargate',
  title: 'On Fargate',
  cluster: 'c',
  hosts: [],
  images: { 'web:1': { readyAfter: 1, run: { 'npm test': { exit: { after: 3, code: 0 } } } }, 'proxy:1': {} },
  taskDefinitions: [
    define('web', [
      { name: 'web', image: 'web:1', memory: 64 },
      { name: 'proxy', image: 'proxy:1', memory: 64 },
    ]),
    define('inner', [{ name: 'proxy', image: 'proxy:1', memory: 64 }]),
  ],
  services: [
    {
      name: 'web',
      taskDefinition: 'web:1',
      desiredCount: 2,
      launchType: 'FARGATE',
      network: { subnets: ['subnet-0a', 'subnet-0b'], securityGroups: ['sg-0a'], assignPublicIp: true },
    },
    { name: 'inner', taskDefinition: 'inner:1', desiredCount: 1, launchType: 'FARGATE' },
    { name: 'parked', taskDefinition: 'inner:1', desiredCount: 0, launchType: 'FARGATE' },
  ],
  logGroups: [],
  parameters: [],
  history: { seconds: 300, happened: [] },
});

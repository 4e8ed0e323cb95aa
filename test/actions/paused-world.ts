import type { World } from '#practice/worlds/world.ts';
import { cluster, world } from './world.ts';

/** Minutes that ECS waits for an answer. */
export const patience = 30;

/** `api` deploys its revision 3 by BLUE_GREEN, and waits after the test traffic was shifted. */
export const pausedWorld = (): World =>
  world(
    [
      {
        at: 300,
        operation: 'UpdateService',
        by: 'arn:aws:iam::{account}:user/ci',
        parameters: {
          cluster,
          service: 'api',
          taskDefinition: 'api:3',
          deploymentConfiguration: {
            strategy: 'BLUE_GREEN',
            lifecycleHooks: [
              {
                targetType: 'PAUSE',
                lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
                timeoutConfiguration: { timeoutInMinutes: patience },
              },
            ],
          },
        },
      },
    ],
    400,
  );

import { alertingPlatform } from './alerting-platform.ts';
import { alertingPlatformLoop } from './alerting-platform-loop.ts';
import type { World } from './world.ts';

/** The worlds that ship with Stepward, by id. */
export const worlds: ReadonlyMap<string, World> = new Map(
  [alertingPlatform, alertingPlatformLoop].map((world) => [world.id, world]),
);

import { aiglossarypro } from './aiglossarypro.ts';
import { aiglossaryproExits, aiglossaryproHang, aiglossaryproSecrets } from './aiglossarypro-incident.ts';
import { alertingPlatform } from './alerting-platform.ts';
import { alertingPlatformLoop, alertingPlatformLooping } from './alerting-platform-loop.ts';
import { alertingPlatformReady } from './alerting-platform-ready.ts';
import type { World } from './world.ts';

/** The worlds that ship with Stepward, by id. */
export const worlds: ReadonlyMap<string, World> = new Map(
  [
    alertingPlatform,
    alertingPlatformLooping,
    alertingPlatformLoop,
    alertingPlatformReady,
    aiglossaryproExits,
    aiglossaryproSecrets,
    aiglossaryproHang,
    aiglossarypro,
  ].map((world) => [world.id, world]),
);

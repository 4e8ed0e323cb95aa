import { aiglossarypro } from './aiglossarypro.ts';
import { aiglossaryproExits, aiglossaryproHang, aiglossaryproSecrets } from './aiglossarypro-incident.ts';
import { alertingPlatform } from './alerting-platform.ts';
import { alertingPlatformLoop, alertingPlatformLooping } from './alerting-platform-loop.ts';
import { alertingPlatformReady } from './alerting-platform-ready.ts';
import { durableCode, durableCodeParked, durableCodePaused } from './durable-code.ts';
import { durableCodeRoutes } from './durable-code-routes.ts';
import { tonysChips } from './tonys-chips.ts';
import { tonysChipsBefore, tonysChipsLooping } from './tonys-chips-before.ts';
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
    durableCodeRoutes,
    durableCode,
    durableCodePaused,
    durableCodeParked,
    tonysChipsBefore,
    tonysChipsLooping,
    tonysChips,
  ].map((world) => [world.id, world]),
);

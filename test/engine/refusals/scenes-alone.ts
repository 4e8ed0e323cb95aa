import type { Desk, Shown } from './desk.ts';
import type { Id } from './people.ts';
import { approval, type Scene } from './scene.ts';

const INCIDENT = 'https://incidents.example.com/812';

const glass = { groups: ['oncall'], after: 2 * 60_000, notify: 'C0SECURITY' };

/** The glass is broken; what the security channel sees. */
async function alone(desk: Desk, by: Id, breaker: Id = 'ann'): Promise<Shown> {
  return desk.card((await broken(desk, by, breaker)).run, 'break-glass');
}

async function broken(desk: Desk, by: Id, breaker: Id = 'ann'): Promise<Shown> {
  desk.change({ breakGlass: glass });
  const shown = await approval(desk, by);
  desk.pass(2);
  await desk.click(breaker, 'break-glass', shown, { note: `${INCIDENT} Nobody of @sre answers.` });
  return shown;
}

/** Where one person may approve alone, or has. */
export const aloneScenes = {
  glass: {
    says: 'an ask that nobody has answered for the two minutes after which @oncall may approve alone',
    async set(desk, by) {
      desk.change({ breakGlass: glass });
      const shown = await approval(desk, by);
      desk.pass(2);
      return shown;
    },
  },
  early: {
    says: 'an open ask that @oncall may approve alone after two minutes',
    async set(desk, by) {
      desk.change({ breakGlass: glass });
      return approval(desk, by);
    },
  },
  withdrawn: {
    says: 'an ask that @oncall could approve alone when the run started, and no longer can',
    async set(desk, by) {
      desk.change({ breakGlass: glass });
      const shown = await approval(desk, by);
      desk.pass(2);
      for (const each of desk.bot.parts.catalogue.config.environments) Object.assign(each, { breakGlass: undefined });
      return shown;
    },
  },
  gravest: {
    says: 'such an ask for what cannot be taken back, on `sender`',
    async set(desk, by) {
      desk.change({ breakGlass: glass });
      const shown = await approval(desk, by, 'call-aws');
      desk.pass(2);
      return shown;
    },
  },
  broken: { says: 'an ask that was approved alone', set: broken },
  alone: { says: 'what a member of @oncall approved alone', set: alone },
  aloneByEve: { says: 'what they approved alone', set: (desk, by) => alone(desk, by, 'eve') },
  overAndBroken: {
    says: 'what a member of @oncall approved alone, after the run’s end',
    async set(desk, by) {
      const shown = await alone(desk, by);
      await desk.bot.until(shown.run, ({ receipt }) => receipt !== undefined);
      return shown;
    },
  },
  reviewed: {
    says: 'what was approved alone and reviewed',
    async set(desk, by) {
      const shown = await alone(desk, by);
      await desk.click('bob', 'reviewed', shown);
      return shown;
    },
  },
} as const satisfies Readonly<Record<string, Scene>>;

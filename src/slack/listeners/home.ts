import type { BlockAction, StaticSelectAction } from '@slack/bolt';
import type { Parts, Register } from '../interaction.ts';
import { closedHome, HOME_FILTERS, type HomeFilter, homeView } from '../views/home.ts';
import { HOME_FILTER } from '../views/ids.ts';
import { visible } from '../visible.ts';

const LOOKED_THROUGH = 100;
const WEEK = 7 * 24 * 3_600_000;

async function runsOf(parts: Parts, by: string, filter: HomeFilter) {
  const open = filter === 'active' ? { open: true } : {};
  const runs = await parts.engine.runs({ limit: LOOKED_THROUGH, ...open });
  const mine = filter === 'mine' ? runs.filter(({ startedBy }) => startedBy.id === by) : runs;
  const since = parts.now() - WEEK;
  return visible(parts, by, filter === 'week' ? mine.filter(({ startedAt }) => startedAt >= since) : mine);
}

async function waitingFor(parts: Parts, by: string) {
  const waiting = await parts.engine.waiting(by, LOOKED_THROUGH);
  const seen = new Set(
    await visible(
      parts,
      by,
      waiting.map(({ run }) => run),
    ),
  );
  return waiting.filter(({ run }) => seen.has(run));
}

/** What this person sees of the runs, as it is now. */
async function publish(parts: Parts, by: string, filter: HomeFilter): Promise<void> {
  const { engine, client, sight } = parts;
  const refused = await sight.unseeing(by);
  if (refused) return void (await client.views.publish({ user_id: by, view: closedHome(refused) }));
  const [waiting, reviews, runs] = await Promise.all([
    waitingFor(parts, by),
    engine.followUps(LOOKED_THROUGH).then((all) => visible(parts, by, all)),
    runsOf(parts, by, filter),
  ]);
  const view = homeView({ waiting, reviews, runs, filter, drawnAt: parts.now() }, parts.names());
  await client.views.publish({ user_id: by, view });
}

/** App Home is drawn whenever somebody opens it, and when they choose which runs it lists. */
export const register: Register = (app, parts) => {
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publish(parts, event.user, 'active');
  });

  app.action<BlockAction<StaticSelectAction>>(HOME_FILTER, async ({ ack, action, body }) => {
    await ack();
    const filter = HOME_FILTERS.find((one) => one === action.selected_option.value);
    await publish(parts, body.user.id, filter ?? 'active');
  });
};

import type { FollowUp } from './api.ts';
import type { SurfaceName } from './ports.ts';
import type { Tx } from './store.ts';
import { shortOf } from './view/seen.ts';

/** What broke the glass and nobody has reviewed yet, oldest first, with where its run stands. */
export async function openFollowUps(tx: Tx, surface: SurfaceName, limit: number): Promise<readonly FollowUp[]> {
  const found: FollowUp[] = [];
  for (const row of await tx.followUps.open(surface, limit)) {
    const run = await tx.runs.get(row.run);
    if (!run) continue;
    const root = await tx.messages.get(row.run, 'root');
    found.push({
      ...row,
      short: await shortOf(tx, row.run),
      title: run.title,
      environment: run.environment,
      ...(root?.channel ? { channel: root.channel } : {}),
      ...(root?.ts ? { ts: root.ts } : {}),
    });
  }
  return found;
}

import type { Announcements, Drawing, Messages } from './api.ts';
import type { MessageRow } from './message-rows.ts';
import type { EngineParts } from './parts.ts';
import type { Tx } from './store.ts';
import { cardOf } from './view/cards.ts';
import { runView } from './view/run.ts';
import { seeIfReadable } from './view/seen.ts';

/** Messages to be drawn, each from the run as it is now; whatever was wanted in between is in it. */
export const messagesOf = (parts: EngineParts): Messages => ({
  claim: (limit, which) =>
    parts.store.transaction(async (tx) => {
      const wall = parts.clock.wall();
      const rows = await tx.messages.claim({
        worker: parts.worker,
        surface: parts.surface,
        wall,
        leaseUntil: wall + parts.timing.lease,
        limit,
        which,
      });
      const drawings = [];
      for (const row of rows) {
        const drawing = await drawingOf(tx, row);
        if (drawing) drawings.push(drawing);
      }
      return drawings;
    }),
  tried: ({ row }) => parts.store.transaction((tx) => tx.messages.tried(row.run, row.purpose, parts.clock.wall())),
  posted: ({ row }, at) =>
    parts.store.transaction((tx) => tx.messages.posted(row.run, row.purpose, { ...at, revision: row.wanted })),
  failed: ({ row }, retryIn, tried) =>
    parts.store.transaction((tx) => tx.messages.failed(row.run, row.purpose, parts.clock.wall() + retryIn, tried)),
});

/** Drawn from the run itself. */
const OF_RUN: ReadonlySet<MessageRow['kind']> = new Set(['root', 'ended', 'picture']);

async function drawingOf(tx: Tx, row: MessageRow): Promise<Drawing | undefined> {
  const seen = await seeIfReadable(tx, row.run);
  if (!seen) return undefined;
  const card = cardOf(seen, row);
  if (!card && !OF_RUN.has(row.kind)) return undefined;
  const root = seen.messages.find(({ kind }) => kind === 'root');
  return {
    row,
    view: runView(seen),
    channel: row.channel ?? seen.loaded.row.channel ?? '',
    ...(card ? { card } : {}),
    ...(root?.ts && root.channel ? { root: { channel: root.channel, ts: root.ts } } : {}),
  };
}

/** What is said of no run, claimed by one process each. */
export const announcementsOf = (parts: EngineParts): Announcements => ({
  claim: (limit) => {
    const wall = parts.clock.wall();
    const { worker, surface, store, timing } = parts;
    return store.transaction((tx) =>
      tx.announcements.claim({ worker, surface, wall, leaseUntil: wall + timing.lease, limit }),
    );
  },
  tried: ({ key }) => parts.store.transaction((tx) => tx.announcements.tried(key, parts.clock.wall())),
  posted: ({ key }, at) => parts.store.transaction((tx) => tx.announcements.posted(key, at)),
  failed: ({ key }, retryIn, tried) =>
    parts.store.transaction((tx) => tx.announcements.failed(key, parts.clock.wall() + retryIn, tried)),
});

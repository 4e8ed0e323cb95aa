import type { Letter } from './letter.ts';

/*
 * Slack allows 50 updates a minute to all messages together, and one post a second to a channel with a short burst
 * (https://docs.slack.dev/apis/web-api/rate-limits). We stay below, because another process of ours may post, too.
 */
const A_MINUTE = 60_000;
const UPDATES = 40;
/** Kept for what matters: progress alone may not use everything up. */
const FOR_DECISIONS = 10;
const BETWEEN_PROGRESS = 3_000;
const POSTS = { every: 1_000, burst: 5 };

export interface Pace {
  /** How many messages may be written anew now: no more need be claimed. */
  room(): number;
  /** Milliseconds to wait until this may be sent; at 0 it is counted as sent. */
  admit(letter: Letter): number;
  /** Only how far the run has come is new in it. */
  isProgress(letter: Letter): boolean;
  /** Slack has taken it. */
  taken(letter: Letter): void;
  /** Slack wants no more updates for so many milliseconds. */
  holdUpdates(ms: number): void;
  /** Slack wants no more posts in this channel for so many milliseconds. */
  holdPosts(channel: string, ms: number): void;
}

interface Channel {
  /** Until when the posts so far have used up one a second. */
  paid: number;
  held: number;
  /** When whoever had to wait may post, first come first. */
  readonly slots: Map<string, number>;
}

type Posts = Pick<Pace, 'holdPosts'> & { admit(letter: Letter): number };

function createPosts(now: () => number): Posts {
  const channels = new Map<string, Channel>();
  const channelOf = (id: string): Channel => {
    const known = channels.get(id) ?? { paid: 0, held: 0, slots: new Map() };
    channels.set(id, known);
    return known;
  };
  const slotOf = (channel: Channel, intent: string): number => {
    const kept = channel.slots.get(intent);
    if (kept !== undefined && kept >= channel.held) return kept;
    const slot = Math.max(now(), channel.held, channel.paid - POSTS.burst * POSTS.every + POSTS.every);
    channel.paid = Math.max(channel.paid, now()) + POSTS.every;
    return slot;
  };
  return {
    admit({ channel: id, intent }) {
      const channel = channelOf(id);
      const slot = slotOf(channel, intent);
      const wait = Math.max(0, slot - now());
      if (wait > 0) channel.slots.set(intent, slot);
      else channel.slots.delete(intent);
      return wait;
    },
    holdPosts(id, ms) {
      const channel = channelOf(id);
      channel.held = Math.max(channel.held, now() + ms);
      channel.paid = Math.max(channel.paid, channel.held + (POSTS.burst - 1) * POSTS.every);
      for (const [intent, slot] of channel.slots) if (slot < now() - A_MINUTE) channel.slots.delete(intent);
    },
  };
}

/** @param now milliseconds of a clock that does not go back */
export function createPace(now: () => number): Pace {
  const posts = createPosts(now);
  const shown = new Map<string, { readonly standing: string; readonly at: number }>();
  let updates: readonly number[] = [];
  let held = 0;

  const recent = (): readonly number[] => {
    updates = updates.filter((each) => now() - each < A_MINUTE);
    return updates;
  };
  const isProgress: Pace['isProgress'] = ({ sender, standing, isLast }) =>
    standing !== undefined && !isLast && shown.get(sender)?.standing === standing;

  const waitForUpdate = (letter: Letter): number => {
    const progress = isProgress(letter);
    const used = recent();
    const oldest = used[used.length - (progress ? UPDATES - FOR_DECISIONS : UPDATES)];
    const minute = oldest === undefined ? 0 : oldest + A_MINUTE - now();
    const own = progress ? (shown.get(letter.sender)?.at ?? -BETWEEN_PROGRESS) + BETWEEN_PROGRESS - now() : 0;
    return Math.max(0, minute, own, held - now());
  };

  return {
    room: () => (held > now() ? 0 : Math.max(0, UPDATES - recent().length)),
    admit(letter) {
      if (!letter.at) return posts.admit(letter);
      const wait = waitForUpdate(letter);
      if (wait === 0) updates = [...updates, now()];
      return wait;
    },
    isProgress,
    taken({ sender, standing, isLast }) {
      if (isLast) shown.delete(sender);
      else if (standing !== undefined) shown.set(sender, { standing, at: now() });
    },
    holdUpdates(ms) {
      held = Math.max(held, now() + ms);
    },
    holdPosts: posts.holdPosts,
  };
}

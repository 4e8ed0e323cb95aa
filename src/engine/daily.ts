import type { Announcement } from '#domain/announcement.ts';
import type { Environment } from '#domain/config.ts';
import { momentsBetween } from '#runbook/cron.ts';
import type { FollowUp } from './api.ts';
import { openFollowUps } from './follow-ups.ts';
import type { EngineParts } from './parts.ts';
import { demandsIn, glassTrouble, quorums } from './quorum.ts';
import type { Tx } from './store.ts';

const day = 24 * 3_600_000;
const name = 'quorum';
const daily = { cron: '0 8 * * *', timeZone: 'UTC' } as const;
const mostFollowUps = 50;

/** Once a day, whichever process does it: which approvals nobody could give today, and what was approved alone and not reviewed within a day. */
export async function sayWhoIsMissing(parts: EngineParts): Promise<void> {
  const { store, surface, clock } = parts;
  const now = clock.now();
  const row = await store.transaction((tx) => tx.schedules.get(surface, name), { reads: true });
  const due = momentsBetween(daily, row?.seenTo ?? now - day, now, 1).at(-1);
  if (due === undefined) return;
  // Read before it is noted: killed meanwhile, another process reads it again.
  const troubles = await troublesOf(parts);
  const said = await store.transaction(async (tx) => {
    if (!(await tx.schedules.seeTo({ schedule: name, surface, seenTo: due }))) return [];
    const open = (await openFollowUps(tx, surface, mostFollowUps)).filter(({ at }) => now - at > day);
    const all = parts.catalogue.config.environments.flatMap((environment) =>
      saysOf(environment, troubles.get(environment.id) ?? [], open),
    );
    for (const one of all) await announce(tx, parts, one, due);
    return all;
  });
  for (const { facts } of said) parts.log('warn', sayShort(facts), facts);
}

const sayShort = ({ problems }: Said['facts']): string =>
  problems.length > 0 ? 'not every approval can be given' : 'what was approved alone is not reviewed';

async function troublesOf({ catalogue, directory }: EngineParts): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const environment of catalogue.config.environments) {
    const judged = await quorums(directory, demandsIn(environment, catalogue));
    const glass = await glassTrouble(directory, environment);
    found.set(environment.id, [...judged.flatMap(({ trouble }) => trouble ?? []), ...(glass ? [glass] : [])]);
  }
  return found;
}

interface Said {
  readonly environment: Environment;
  readonly facts: Extract<Announcement, { readonly kind: 'quorum' }>;
}

function saysOf(environment: Environment, problems: readonly string[], open: readonly FollowUp[]): readonly Said[] {
  const followUps = open.filter((one) => one.environment === environment.id).map(sayFollowUp);
  if (problems.length === 0 && followUps.length === 0) return [];
  return [{ environment, facts: { kind: 'quorum', environment: environment.id, problems, followUps } }];
}

const sayFollowUp = ({ short, title, by, at, incident }: FollowUp): string =>
  `${by.name} approved "${title}" (run ${short}) alone at ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC for ${incident}; somebody else has to review it.`;

/** An environment without channels of its own has none to tell it to; the log does. */
async function announce(tx: Tx, { surface, clock }: EngineParts, { environment, facts }: Said, due: number) {
  const [channel] = environment.channels;
  if (channel === undefined) return;
  const key = `${name}:${environment.id}:${new Date(due).toISOString()}`;
  await tx.announcements.put({ key, surface, channel, facts, raisedAt: clock.now() });
}

import type { Announcement } from '#domain/announcement.ts';
import type { JsonObject } from '#domain/json.ts';
import type { SurfaceName } from './ports.ts';

/** A message that the surface shall show: the run's own (`root`), one for each want that needs a person, and the end. A projection: it can be drawn anew at any time. */
export interface MessageRow {
  readonly run: string;
  readonly surface: SurfaceName;
  /** `root`, `<lane>:<turn>:<ask|held|unclear|slow|lock|notice|reminder|escalation|break-glass>`, `ended`, `picture`. A notice goes to the channel in its facts, outside the run's thread. */
  readonly purpose: string;
  readonly kind:
    | 'root'
    | 'ask'
    | 'held'
    | 'unclear'
    | 'slow'
    | 'lock'
    | 'notice'
    | 'reminder'
    | 'escalation'
    | 'break-glass'
    | 'ended'
    | 'picture';
  readonly lane: string;
  readonly turn: number;
  /** What was so when it was raised, and stays so: the cause of a hold, the diff of a drift. */
  readonly facts: JsonObject;
  /** How it was decided or why it is over; then it has no buttons. */
  readonly closed?: JsonObject;
  /** Revision that shall be shown, and the one that is. */
  readonly wanted: number;
  readonly posted: number;
  readonly channel?: string;
  readonly ts?: string;
  /** Wall: when somebody began to post it and has not said since what became of it: it may stand there. */
  readonly triedAt?: number;
  readonly raisedAt: number;
}

/** A message of no run, to one channel: said once, whichever process says it. */
export interface AnnouncementRow {
  /** What it is about and when: `schedule:nightly:2026-11-21T06:00:00.000Z`. */
  readonly key: string;
  readonly surface: SurfaceName;
  readonly channel: string;
  /** What it tells, as data. */
  readonly facts: Announcement;
  readonly raisedAt: number;
  readonly ts?: string;
  /** Wall; as of a run's message. */
  readonly triedAt?: number;
}

import type { Tx } from '#engine/store.ts';
import type { Query } from '../query.ts';
import { announcements } from './announcements.ts';
import { asks } from './asks.ts';
import { attempts } from './attempts.ts';
import { definitions } from './definitions.ts';
import { effects } from './effects.ts';
import { events } from './events.ts';
import { followUps } from './follow-ups.ts';
import { locks } from './locks.ts';
import { messages } from './messages.ts';
import { plans } from './plans.ts';
import { results } from './results.ts';
import { runs } from './runs.ts';
import { schedules } from './schedules.ts';
import { secrets } from './secrets.ts';
import { timers } from './timers.ts';

export const tables = (query: Query): Tx => ({
  definitions: definitions(query),
  runs: runs(query),
  events: events(query),
  asks: asks(query),
  plans: plans(query),
  results: results(query),
  attempts: attempts(query),
  locks: locks(query),
  effects: effects(query),
  timers: timers(query),
  messages: messages(query),
  announcements: announcements(query),
  schedules: schedules(query),
  followUps: followUps(query),
  secrets: secrets(query),
});

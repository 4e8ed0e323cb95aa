import type { ScheduleRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const schedule = table<ScheduleRow>({ schedule: 'text', surface: 'text', seenTo: 'integer' });

const get = `select ${schedule.names} from schedules where surface = $1 and schedule = $2`;
/** Of two processes that see to the same moment, one gets the row back. */
const seeTo = `
  insert into schedules (${schedule.names}) values (${schedule.marks()})
  on conflict (surface, schedule) do update set ${schedule.only('seenTo').overwrite}
  where schedules.seen_to < excluded.seen_to
  returning schedule`;

export const schedules = (query: Query): Tx['schedules'] => ({
  get: async (surface, id) => (await query.run(get, [surface, id])).map(schedule.read)[0],
  seeTo: async (row) => (await query.run(seeTo, schedule.values(row))).length > 0,
});

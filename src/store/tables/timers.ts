import type { TimerRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const timer = table<TimerRow>({
  run: 'text',
  surface: 'text',
  key: 'text',
  lane: 'text',
  turn: 'integer',
  purpose: 'text',
  due: 'integer',
});
const next = table<{ due?: number }>({ due: 'integer' });

const set = `
  insert into timers (${timer.names}) values (${timer.marks()})
  on conflict (run, key) do update set ${timer.overwrite}`;
const remove = 'delete from timers where run = $1 and key = $2';
const ofRun = `select ${timer.names} from timers where run = $1 order by due, key`;
const due = `
  select ${timer.names} from timers where surface = $1 and due <= $2
  order by due, run, key limit $3`;
const nextDue = 'select min(due) as due from timers where surface = $1';

export const timers = (query: Query): Tx['timers'] => ({
  async set(row) {
    await query.run(set, timer.values(row));
  },
  async remove(run, key) {
    await query.run(remove, [run, key]);
  },
  ofRun: async (run) => (await query.run(ofRun, [run])).map(timer.read),
  due: async (surface, now, limit) => (await query.run(due, [surface, now, limit])).map(timer.read),
  nextDue: async (surface) => (await query.run(nextDue, [surface])).map(next.read)[0]?.due,
});

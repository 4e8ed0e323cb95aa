import type { EffectRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const effect = table<EffectRow>({
  run: 'text',
  surface: 'text',
  want: 'json',
  runAt: 'integer',
  claims: 'integer',
  worker: 'text',
  leaseUntil: 'integer',
});

const add = `insert into effects (key, ${effect.names}) values ($1, ${effect.marks(2)})`;
const remove = 'delete from effects where run = $1 and key = $2';
const get = `select ${effect.names} from effects where run = $1 and key = $2 {for update}`;
const ofRun = `select ${effect.names} from effects where run = $1 order by run_at, key`;

/** `with` and not `in (…)`: PostgreSQL may run a subquery with a limit more than once, and so claim more than the limit. */
const claim = `
  with due as (
    select run as due_run, key as due_key from effects
    where surface = $1 and run_at <= $2 and (lease_until is null or lease_until <= $3)
    order by run_at, run, key
    limit $4
    {for update skip locked}
  )
  update effects set worker = $5, lease_until = $6, claims = claims + 1
  from due where run = due_run and key = due_key
  returning ${effect.names}`;

const renew = 'update effects set lease_until = $3 where worker = $1 and lease_until > $2 returning run, key';
const later = 'update effects set run_at = $3, worker = null, lease_until = null where run = $1 and key = $2';

const nextDue = `
  select min(case when lease_until is null then run_at end) as due, min(lease_until) as lease_ends
  from effects where surface = $1`;
const next = table<{ due?: number; leaseEnds?: number }>({ due: 'integer', leaseEnds: 'integer' });

const oldestFirst = (a: EffectRow, b: EffectRow) => a.runAt - b.runAt;

export const effects = (query: Query): Tx['effects'] => ({
  async add(row) {
    await query.run(add, [row.want.key, ...effect.values(row)]);
  },
  async remove(run, key) {
    await query.run(remove, [run, key]);
  },
  get: async (run, key) => (await query.run(get, [run, key])).map(effect.read)[0],
  ofRun: async (run) => (await query.run(ofRun, [run])).map(effect.read),
  async claim({ surface, now, wall, limit, worker, leaseUntil }) {
    const claimed = await query.run(claim, [surface, now, wall, limit, worker, leaseUntil]);
    return claimed.map(effect.read).sort(oldestFirst);
  },
  async renew(worker, wall, leaseUntil) {
    const kept = await query.run(renew, [worker, wall, leaseUntil]);
    return kept.map(({ run, key }) => ({ run: String(run), key: String(key) }));
  },
  async later(run, key, runAt) {
    await query.run(later, [run, key, runAt]);
  },
  nextDue: async (surface) => (await query.run(nextDue, [surface])).map(next.read)[0] ?? {},
});

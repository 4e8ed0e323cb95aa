import { Failure } from '#domain/failure.ts';
import type { LockRow, LockWaitRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { marks, table } from '../columns.ts';
import type { Query } from '../query.ts';

const lock = table<LockRow>({ target: 'text', run: 'text', instance: 'text', fence: 'integer', since: 'integer' });
const wait = table<LockWaitRow>({ run: 'text', lane: 'text', turn: 'integer', targets: 'json', since: 'integer' });

const held = (count: number) =>
  `select ${lock.names} from locks where run is not null and target in (${marks(count)}) order by target`;
const ofRun = `select ${lock.names} from locks where run = $1 order by target`;

/** Changes nothing if somebody else holds it by the time that the row can be read. */
const take = `
  insert into locks (target, run, instance, since, fence) values ($1, $2, $3, $4, 1)
  on conflict (target) do update
    set run = excluded.run, instance = excluded.instance, since = excluded.since, fence = locks.fence + 1
    where locks.run is null or locks.run = excluded.run
  returning ${lock.names}`;

const release = (count: number) => `
  update locks set run = null, instance = null, since = null where run = $1 and target in (${marks(count, 2)})`;
const releaseAll = 'update locks set run = null, instance = null, since = null where run = $1';

/** Who waits once more keeps the place. */
const queue = `
  insert into lock_waits (${wait.names}) values (${wait.marks()})
  on conflict (run, lane) do update set ${wait.overwrite}`;
const unqueue = 'delete from lock_waits where run = $1 and lane = $2';
const waits = `select ${wait.names} from lock_waits order by place`;

/** In one order for everybody, so that two who take several never wait for each other. */
async function takeAll(query: Query, by: Omit<LockRow, 'target' | 'fence'>, targets: readonly string[]) {
  const taken: LockRow[] = [];
  for (const target of [...new Set(targets)].sort()) {
    const [row] = await query.run(take, [target, by.run, by.instance, by.since]);
    if (!row) throw new Failure('transient', 'lock-taken', `Another run has taken ${target} in the same moment.`);
    taken.push(lock.read(row));
  }
  return taken;
}

export const locks = (query: Query): Tx['locks'] => ({
  held: async (targets) => (targets.length > 0 ? (await query.run(held(targets.length), targets)).map(lock.read) : []),
  ofRun: async (run) => (await query.run(ofRun, [run])).map(lock.read),
  take: (run, instance, targets, since) => takeAll(query, { run, instance, since }, targets),
  async release(run, targets) {
    if (targets.length > 0) await query.run(release(targets.length), [run, ...targets]);
  },
  async releaseAll(run) {
    await query.run(releaseAll, [run]);
  },
  async wait(row) {
    await query.run(queue, wait.values(row));
  },
  async unwait(run, lane) {
    await query.run(unqueue, [run, lane]);
  },
  waits: async () => (await query.run(waits)).map(wait.read),
});

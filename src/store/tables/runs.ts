import type { RunRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query, SqlValue } from '../query.ts';

const row = table<RunRow>({
  run: 'text',
  definition: 'text',
  startKey: 'text',
  surface: 'text',
  channel: 'text',
  context: 'text',
  runbook: 'text',
  title: 'text',
  environment: 'text',
  reason: 'text',
  startedBy: 'json',
  startedAt: 'integer',
  endedAt: 'integer',
  phase: 'text',
  ending: 'text',
  outcomeUnknown: 'flag',
  inputs: 'json',
  snapshot: 'json',
  revision: 'integer',
  head: 'text',
});
const moving = row.only('phase', 'ending', 'outcomeUnknown', 'endedAt', 'snapshot', 'revision', 'head');

const insert = `
  insert into runs (${row.names}) values (${row.marks()})
  on conflict (start_key) do nothing
  returning run`;
const select = `select ${row.names} from runs`;
const save = `update runs set (${moving.names}) = (${moving.marks(2)}) where run = $1`;
const setChannel = 'update runs set channel = $2 where run = $1';

type Filter = Parameters<Tx['runs']['list']>[0];

function list({ open, surface, endsWith, limit }: Filter): { sql: string; params: SqlValue[] } {
  const params: SqlValue[] = [limit];
  const conditions: string[] = [];
  if (open !== undefined) conditions.push(`ended_at is ${open ? 'null' : 'not null'}`);
  if (surface !== undefined) conditions.push(`surface = $${params.push(surface)}`);
  if (endsWith !== undefined) {
    const end = `$${params.push(endsWith)}`;
    conditions.push(`substr(run, length(run) - length(${end}) + 1) = ${end}`);
  }
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  return { sql: `${select} ${where} order by started_at desc, run desc limit $1`, params };
}

export const runs = (query: Query): Tx['runs'] => {
  const one = async (sql: string, key: string) => (await query.run(sql, [key])).map(row.read)[0];
  return {
    insert: async (run) => (await query.run(insert, row.values(run))).length > 0,
    byStartKey: (key) => one(`${select} where start_key = $1`, key),
    get: (run) => one(`${select} where run = $1`, run),
    lock: (run) => one(`${select} where run = $1 {for update}`, run),
    async save(run) {
      await query.run(save, [run.run, ...moving.values(run)]);
    },
    async setChannel(run, channel) {
      await query.run(setChannel, [run, channel]);
    },
    async list(filter) {
      const { sql, params } = list(filter);
      return (await query.run(sql, params)).map(row.read);
    },
  };
};

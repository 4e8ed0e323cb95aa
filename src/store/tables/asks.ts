import type { AskRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const ask = table<AskRow>({
  run: 'text',
  ask: 'text',
  kind: 'text',
  lane: 'text',
  turn: 'integer',
  step: 'text',
  planHash: 'text',
  covers: 'json',
  policy: 'json',
  requesters: 'json',
  assign: 'json',
  assignee: 'json',
  typed: 'text',
  openedAt: 'integer',
  closesAt: 'integer',
  validUntil: 'integer',
  votes: 'json',
  state: 'text',
});

const put = `
  insert into asks (${ask.names}) values (${ask.marks()})
  on conflict (run, ask) do update set ${ask.overwrite}`;
const get = `select ${ask.names} from asks where run = $1 and ask = $2`;
const ofRun = `select ${ask.names} from asks where run = $1 order by opened_at, ask`;
const open = `
  select ${ask.names} from asks
  where state = 'open' and run in (select run from runs where ended_at is null and surface = $1)
  order by opened_at, run, ask`;

export const asks = (query: Query): Tx['asks'] => ({
  async put(row) {
    await query.run(put, ask.values(row));
  },
  get: async (run, key) => (await query.run(get, [run, key])).map(ask.read)[0],
  ofRun: async (run) => (await query.run(ofRun, [run])).map(ask.read),
  open: async (surface) => (await query.run(open, [surface])).map(ask.read),
});

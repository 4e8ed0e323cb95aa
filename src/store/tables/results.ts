import type { ResultRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const result = table<ResultRow>({
  run: 'text',
  instance: 'text',
  step: 'text',
  item: 'json',
  title: 'text',
  input: 'json',
  items: 'json',
  outcome: 'text',
  outputs: 'json',
  receipts: 'json',
  memo: 'json',
  progress: 'text',
  evidence: 'json',
  sentAt: 'integer',
  since: 'integer',
  startedAt: 'integer',
  appliedAt: 'integer',
  endedAt: 'integer',
  note: 'text',
});

const put = `
  insert into results (${result.names}) values (${result.marks()})
  on conflict (run, instance) do update set ${result.overwrite}`;
const get = `select ${result.names} from results where run = $1 and instance = $2`;
const ofRun = `select ${result.names} from results where run = $1 order by started_at, instance`;

export const results = (query: Query): Tx['results'] => ({
  async put(row) {
    await query.run(put, result.values(row));
  },
  get: async (run, instance) => (await query.run(get, [run, instance])).map(result.read)[0],
  ofRun: async (run) => (await query.run(ofRun, [run])).map(result.read),
});

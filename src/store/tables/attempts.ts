import type { AttemptRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const attempt = table<AttemptRow>({
  run: 'text',
  ask: 'text',
  instance: 'text',
  attempt: 'integer',
  n: 'integer',
  try: 'integer',
  token: 'text',
  mark: 'text',
  request: 'json',
  requestHash: 'text',
  accessKeyId: 'text',
  sessionName: 'text',
  worker: 'text',
  begunAt: 'integer',
  notAfter: 'integer',
  endedAt: 'integer',
  outcome: 'text',
  receipt: 'json',
  requestId: 'text',
  error: 'text',
});
const key = attempt.only('run', 'ask', 'instance', 'n', 'try');
const answer = attempt.only('endedAt', 'outcome', 'receipt', 'requestId', 'error');

const begin = `
  insert into attempts (${attempt.names}) values (${attempt.marks()})
  on conflict (${key.names}) do nothing
  returning run`;
const end = `update attempts set (${answer.names}) = (${answer.marks(6)}) where (${key.names}) = (${key.marks()})`;
const ofRun = `select ${attempt.names} from attempts where run = $1 order by begun_at, instance, attempt, n, try`;

export const attempts = (query: Query): Tx['attempts'] => ({
  begin: async (row) => (await query.run(begin, attempt.values(row))).length > 0,
  async end(row) {
    await query.run(end, [...key.values(row), ...answer.values(row)]);
  },
  ofRun: async (run) => (await query.run(ofRun, [run])).map(attempt.read),
});

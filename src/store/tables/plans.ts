import type { PlanRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const plan = table<PlanRow>({
  run: 'text',
  instance: 'text',
  attempt: 'integer',
  action: 'text',
  version: 'integer',
  planned: 'json',
  content: 'text',
  at: 'integer',
});

const put = `
  insert into plans (${plan.names}) values (${plan.marks()})
  on conflict (run, instance, attempt) do update set ${plan.overwrite}`;
const get = `select ${plan.names} from plans where run = $1 and instance = $2 and attempt = $3`;
const ofRun = `select ${plan.names} from plans where run = $1 order by at, instance, attempt`;

export const plans = (query: Query): Tx['plans'] => ({
  async put(row) {
    await query.run(put, plan.values(row));
  },
  get: async (run, instance, attempt) => (await query.run(get, [run, instance, attempt])).map(plan.read)[0],
  ofRun: async (run) => (await query.run(ofRun, [run])).map(plan.read),
});

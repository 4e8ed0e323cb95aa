import type { FollowUpRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const followUp = table<FollowUpRow>({
  run: 'text',
  ask: 'text',
  surface: 'text',
  by: 'json',
  at: 'integer',
  incident: 'text',
  groups: 'json',
  reviewed: 'json',
});

const put = `
  insert into follow_ups (${followUp.names}) values (${followUp.marks()})
  on conflict (run, ask) do update set ${followUp.only('reviewed').overwrite}`;
const get = `select ${followUp.names} from follow_ups where run = $1 and ask = $2`;
const open = `
  select ${followUp.names} from follow_ups where surface = $1 and reviewed is null order by at, run, ask limit $2`;

export const followUps = (query: Query): Tx['followUps'] => ({
  async put(row) {
    await query.run(put, followUp.values(row));
  },
  get: async (run, ask) => (await query.run(get, [run, ask])).map(followUp.read)[0],
  open: async (surface, limit) => (await query.run(open, [surface, limit])).map(followUp.read),
});

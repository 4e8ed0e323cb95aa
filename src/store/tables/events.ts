import type { EventRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const event = table<EventRow>({
  run: 'text',
  seq: 'integer',
  at: 'integer',
  name: 'text',
  lane: 'text',
  turn: 'integer',
  facts: 'json',
  previous: 'text',
  hash: 'text',
});

const append = `insert into events (${event.names}) values (${event.marks()})`;
const list = `select ${event.names} from events where run = $1 order by seq`;

export const events = (query: Query): Tx['events'] => ({
  async append(row) {
    await query.run(append, event.values(row));
  },
  list: async (run) => (await query.run(list, [run])).map(event.read),
});

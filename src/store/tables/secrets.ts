import type { SecretRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const secret = table<SecretRow>({ run: 'text', id: 'text', sealed: 'text', fingerprint: 'text', length: 'integer' });

const put = `
  insert into secrets (${secret.names}) values (${secret.marks()})
  on conflict (run, id) do update set ${secret.overwrite}`;
const get = `select ${secret.names} from secrets where run = $1 and id = $2`;
const deleteOf = 'delete from secrets where run = $1';

export const secrets = (query: Query): Tx['secrets'] => ({
  async put(row) {
    await query.run(put, secret.values(row));
  },
  get: async (run, id) => (await query.run(get, [run, id])).map(secret.read)[0],
  async deleteOf(run) {
    await query.run(deleteOf, [run]);
  },
});

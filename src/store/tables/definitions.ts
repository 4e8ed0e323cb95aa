import type { DefinitionRow } from '#engine/rows.ts';
import type { Tx } from '#engine/store.ts';
import { table } from '../columns.ts';
import type { Query } from '../query.ts';

const definition = table<DefinitionRow>({
  digest: 'text',
  format: 'integer',
  runbook: 'json',
  text: 'text',
  file: 'text',
  commit: 'text',
  environment: 'json',
});

const put = `
  insert into definitions (${definition.names}) values (${definition.marks()})
  on conflict (digest) do nothing`;

const get = `select ${definition.names} from definitions where digest = $1`;

export const definitions = (query: Query): Tx['definitions'] => ({
  async put(row) {
    await query.run(put, definition.values(row));
  },
  async get(digest) {
    return (await query.run(get, [digest])).map(definition.read)[0];
  },
});

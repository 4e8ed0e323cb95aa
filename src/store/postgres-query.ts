import pg, { type ClientBase, type CustomTypesConfig } from 'pg';
import { postgres, spell } from './dialect.ts';
import { postgresFailure } from './postgres-failure.ts';
import type { Query, SqlRow } from './query.ts';

const text = (value: string) => value;
const parsers = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.JSON, text],
]);

/** int8 as a number, JSON as its text, which `columns.ts` parses. */
export const types: CustomTypesConfig = {
  getTypeParser: (oid, format) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
};

/** A name for each text, so that a connection prepares it once. */
const statements = new Map<string, { readonly name: string; readonly text: string }>();

function statement(sql: string) {
  const known = statements.get(sql);
  if (known) return known;
  const made = { name: `stepward_${statements.size}`, text: spell(postgres, sql) };
  statements.set(sql, made);
  return made;
}

const changing = ['INSERT', 'UPDATE', 'DELETE'];

/** `onRows` is called when a statement has changed rows. */
export function postgresQuery(client: ClientBase, onRows: () => void): Query {
  const attempt = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (thrown) {
      throw postgresFailure(thrown);
    }
  };
  return {
    async run(sql, params = []) {
      const { rows, rowCount, command } = await attempt(
        client.query<SqlRow>({ ...statement(sql), values: [...params] }),
      );
      if (rowCount && changing.includes(command)) onRows();
      return rows;
    },
    async script(sql) {
      await attempt(client.query(spell(postgres, sql)));
    },
  };
}

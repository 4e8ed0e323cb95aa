import { Failure } from '#domain/failure.ts';
import { table } from './columns.ts';
import type { Migration } from './migrations.ts';
import type { Query } from './query.ts';

type Applied = Pick<Migration, 'number' | 'name' | 'breaking' | 'checksum'>;

const migration = table<Applied>({ number: 'integer', name: 'text', breaking: 'flag', checksum: 'text' });

const create = `
  create table if not exists migrations (
    number bigint primary key,
    name text not null,
    breaking smallint not null,
    checksum text not null
  )`;
const list = `select ${migration.names} from migrations order by number`;
const record = `insert into migrations (${migration.names}) values (${migration.marks()})`;

async function applied(query: Query): Promise<readonly Applied[]> {
  const found = await query.run('{find a table}', ['migrations']);
  return found.length > 0 ? (await query.run(list)).map(migration.read) : [];
}

/** Those of `known` that the schema lacks. Refuses a schema that this program cannot use, or that was made from another text. */
async function missing(query: Query, known: readonly Migration[]): Promise<readonly Migration[]> {
  const there = await applied(query);
  for (const { number, name, breaking, checksum } of there) {
    const ours = known.find((one) => one.number === number);
    if (!ours && breaking)
      throw new Failure('refused', 'newer-than-this-program', `The store was migrated by a newer Stepward: ${name}.`, {
        hint: 'Use that version, or a newer one.',
      });
    if (ours && ours.checksum !== checksum)
      throw new Failure('refused', 'migration-changed', `The store was migrated with another text of ${ours.name}.`, {
        hint: 'A migration that was applied is never edited: restore its text.',
      });
  }
  return known.filter(({ number }) => !there.some((one) => one.number === number));
}

/** Refuses what lacks a migration. A newer schema is fine as long as what is new in it breaks nothing. */
export async function checkSchema(query: Query, known: readonly Migration[]): Promise<void> {
  const [first] = await missing(query, known);
  if (first)
    throw new Failure('refused', 'needs-migration', `The store lacks ${first.name}.`, {
      hint: 'Run stepward migrate.',
    });
}

/** Applies what is missing, all in this transaction, and says what it was. Who comes second waits and finds nothing to do. */
export async function updateSchema(query: Query, known: readonly Migration[]): Promise<readonly string[]> {
  await query.run('{lock the schema}');
  await query.run(create);
  const wanted = await missing(query, known);
  for (const { sql, ...row } of wanted) {
    await query.script(sql);
    await query.run(record, migration.values(row));
  }
  return wanted.map(({ name }) => name);
}

/** The words that the two databases spell differently. All other SQL is one text for both. */
export interface Dialect {
  /** JSON is kept as it was written (not `jsonb`): order of keys, `\u0000` and lone surrogates survive. */
  readonly json: string;
  /** A key that numbers the rows as they come. */
  readonly identity: string;
  readonly 'for update': string;
  readonly 'for update skip locked': string;
  /** Afterwards a change or a deletion of an event fails. */
  readonly 'events are append-only': string;
  /** Only one migrates at a time, until its transaction ends. */
  readonly 'lock the schema': string;
  /** A row if there is a table of the name `$1`. */
  readonly 'find a table': string;
}

/** `begin immediate` locks the whole file already, so nothing is left to lock. */
export const sqlite: Dialect = {
  json: 'text',
  identity: 'integer primary key autoincrement',
  'for update': '',
  'for update skip locked': '',
  'events are append-only': `
    create trigger events_keep before update on events begin select raise(abort, 'events are append-only'); end;
    create trigger events_stay before delete on events begin select raise(abort, 'events are append-only'); end;`,
  'lock the schema': 'select 1',
  'find a table': `select 1 from sqlite_master where type = 'table' and name = $1`,
};

export const postgres: Dialect = {
  json: 'json',
  identity: 'bigint generated always as identity primary key',
  'for update': 'for update',
  'for update skip locked': 'for update skip locked',
  'events are append-only': `
    create function events_are_append_only() returns trigger language plpgsql
      as $$ begin raise exception 'events are append-only'; end $$;
    create trigger events_keep before update or delete or truncate on events
      for each statement execute function events_are_append_only();`,
  'lock the schema': `select pg_advisory_xact_lock(hashtext('stepward migrations'))`,
  'find a table': 'select 1 from pg_tables where schemaname = current_schema() and tablename = $1',
};

const isWord = (dialect: Dialect, word: string): word is keyof Dialect => Object.hasOwn(dialect, word);

export const spell = (dialect: Dialect, sql: string): string =>
  sql.replace(/\{([a-z -]+)\}/g, (braced, word: string) => (isWord(dialect, word) ? dialect[word] : braced));

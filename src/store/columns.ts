import { Failure } from '#domain/failure.ts';
import type { SqlRow, SqlValue } from './query.ts';

type KindOf<Value> = [Value] extends [string]
  ? 'text'
  : [Value] extends [number]
    ? 'integer'
    : [Value] extends [boolean]
      ? 'flag'
      : 'json';

/** Every field of a row, and how its column keeps it; the compiler sees that none is forgotten. */
export type Columns<Row> = { readonly [Field in keyof Row]-?: KindOf<Exclude<Row[Field], undefined>> };

interface Codec {
  readonly write: (value: unknown) => SqlValue;
  readonly read: (stored: SqlValue) => unknown;
}

const asIs = (stored: SqlValue) => stored;

function integer(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new Failure('bug', 'not-an-integer', `The store keeps whole numbers, not ${value}.`);
}

const codecs: Readonly<Record<'text' | 'integer' | 'flag' | 'json', Codec>> = {
  // PostgreSQL's text cannot hold U+0000.
  text: { write: (value) => String(value).replaceAll('\0', '\uFFFD'), read: asIs },
  integer: { write: integer, read: asIs },
  flag: { write: (value) => (value ? 1 : 0), read: (stored) => stored === 1 },
  json: { write: (value) => JSON.stringify(value), read: (stored) => JSON.parse(String(stored)) },
};

export const marks = (count: number, first = 1): string =>
  Array.from({ length: count }, (_, index) => `$${first + index}`).join(', ');

export interface Table<Row> {
  /** `"run", "plan_hash", …` */
  readonly names: string;
  /** `$1, $2, …` in the order of `names`. */
  marks(first?: number): string;
  /** `"run" = excluded."run", …`, for `on conflict do update`. */
  readonly overwrite: string;
  /** Absent fields become null. */
  values(row: Row): SqlValue[];
  /** Nulls become absent fields. */
  read(stored: SqlRow): Row;
  /** Some columns of it. */
  only<Field extends keyof Row & string>(...fields: readonly Field[]): Table<Pick<Row, Field>>;
}

export function table<Row extends object>(columns: Columns<Row>): Table<Row> {
  const fields = Object.entries<keyof typeof codecs>(columns).map(([field, kind]) => ({
    field,
    name: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    ...codecs[kind],
  }));
  return {
    names: fields.map(({ name }) => `"${name}"`).join(', '),
    marks: (first) => marks(fields.length, first),
    overwrite: fields.map(({ name }) => `"${name}" = excluded."${name}"`).join(', '),
    values: (row) =>
      fields.map(({ field, write }) => {
        const value: unknown = Reflect.get(row, field);
        return value === undefined ? null : write(value);
      }),
    read: (stored) =>
      Object.fromEntries(
        fields.flatMap(({ field, name, read }) => {
          const value = stored[name] ?? null;
          return value === null ? [] : [[field, read(value)]];
        }),
      ) as Row,
    only: (...some) => table(Object.fromEntries(some.map((field) => [field, columns[field]])) as Columns<never>),
  };
}

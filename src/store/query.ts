export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** Asks inside one transaction. Texts are the same for both databases; `{words}` in them are spelt by `dialect.ts`. */
export interface Query {
  /** One statement; values only ever as `$1`, `$2`, …, each number in order of first use. */
  run(sql: string, params?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Several statements without values. */
  script(sql: string): Promise<void>;
}

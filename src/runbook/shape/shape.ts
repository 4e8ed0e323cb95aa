/** The schema of a part of the language, and the keys that are looked for in it but stand somewhere else. */
export interface Shape<Schema extends object = object> {
  readonly schema: Schema;
  /** By key: where it stands. */
  readonly elsewhere: Readonly<Record<string, string>>;
}

export const shape = <Schema extends object>(schema: Schema, elsewhere: Shape['elsewhere'] = {}): Shape<Schema> => ({
  schema,
  elsewhere,
});

/** The schema of a part of the language, and the words of it that this version does not know yet. */
export interface Shape<Schema extends object = object> {
  readonly schema: Schema;
  /** Keys and values that are part of the language but come with a later version. */
  readonly later: readonly string[];
}

export const shape = <Schema extends object>(schema: Schema, later: readonly string[] = []): Shape<Schema> => ({
  schema,
  later,
});

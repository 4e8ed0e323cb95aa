/** What a call of the Web API was given, by name. */
export type Args = Readonly<Record<string, unknown>>;

import { isObject, type JsonObject } from '#domain/json.ts';

/** As it stands in plans where a run has not sealed the value yet. */
const unmade = { $sealed: 'made-or-read-by-the-run', fingerprint: 'unknown', length: 0 };

/** An input with a stand-in for each secret: a preview neither makes nor reads one. */
export const withoutSecrets = (input: JsonObject, secrets: readonly string[]): JsonObject =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const isSecret = name === 'generate' || secrets.includes(name) || (isObject(value) && 'ref' in value);
      return [name, isSecret ? unmade : value];
    }),
  );

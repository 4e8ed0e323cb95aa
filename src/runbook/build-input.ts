import type { Json, JsonObject } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import { optional } from './optional.ts';
import type { RawInput } from './shape/input.ts';

/** An input as written → with everything that is not said. */
export function buildInput(name: string, raw: RawInput): Input {
  const isArray = raw.type === 'array';
  return {
    name,
    type: raw.type,
    ...(isArray ? { items: raw.items ?? 'string' } : {}),
    title: raw.title ?? name,
    ...optional('description', raw.description),
    ...optional('enum', raw.enum as readonly Json[] | undefined),
    ...optional('default', raw.default as Json | undefined),
    required: raw.required ?? raw.default === undefined,
    ...optional('pattern', raw.pattern),
    ...optional('min', raw.min),
    ...optional('max', raw.max),
    ...optional(isArray ? 'minItems' : 'minLength', raw.min_length),
    ...optional(isArray ? 'maxItems' : 'maxLength', raw.max_length),
    secret: raw.secret ?? false,
    ...optional(
      'from',
      raw.from === undefined ? undefined : { source: raw.from, with: (raw.with ?? {}) as JsonObject },
    ),
  };
}

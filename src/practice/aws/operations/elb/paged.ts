import type { JsonObject } from '#domain/json.ts';
import { text } from '../../params.ts';
import { page, withToken } from '../page.ts';

/** One page under `name`. The query protocol sends numbers as texts; AWS gives at most 400. */
export function paged<T extends JsonObject>(params: JsonObject, name: string, all: readonly T[]): JsonObject {
  const { items, next } = page(all, Number(text(params, 'PageSize') ?? 400), text(params, 'Marker'));
  return { [name]: items, ...withToken('NextMarker', next) };
}

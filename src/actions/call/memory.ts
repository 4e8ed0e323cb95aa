import type { Static } from 'typebox';
import type { Json, JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';

/** What a plan of a call remembers. */
export const callMemory = Type.Object({
  service: Type.String(),
  operation: Type.String(),
  target: Type.String(),
  verify: Type.Optional(
    Type.Object({
      service: Type.String(),
      operation: Type.String(),
      parameters: Type.Unsafe<JsonObject>(Type.Record(Type.String(), Type.Unknown())),
      field: Type.String(),
      equals: Type.Unsafe<Json>(Type.Unknown()),
      /** What the field was when it was planned. */
      before: Type.Unsafe<Json>(Type.Unknown()),
    }),
  ),
});
export type CallMemory = Static<typeof callMemory>;

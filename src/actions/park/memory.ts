import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { scaleMemory } from '../scale/memory.ts';

/** What Application Auto Scaling was told not to do. */
const suspended = Type.Object({ in: Type.Boolean(), out: Type.Boolean(), scheduled: Type.Boolean() });
const tags = Type.Record(Type.String(), Type.String());

const parkedService = Type.Object({
  scale: scaleMemory,
  /** Of ours, those that the service has and those that it shall have. */
  tags: Type.Object({ before: tags, after: tags }),
  /** Only where that is changed. */
  scaling: Type.Optional(Type.Object({ arn: Type.String(), before: suspended, after: suspended })),
});
export type ParkedService = Static<typeof parkedService>;

/** What a plan of parking services remembers, and one of ending that. */
export const parkMemory = Type.Object({
  way: Type.Enum(['park', 'unpark']),
  /** In the order in which they are changed; at least one. */
  services: Type.Array(parkedService),
});
export type ParkMemory = Static<typeof parkMemory>;

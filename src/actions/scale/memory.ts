import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';

/** What a plan of scaling a service remembers. */
export const scaleMemory = Type.Object({
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  /** Id of the deployment that was PRIMARY. */
  primary: Type.String(),
  /** The desired count until now, and the one that is asked for. */
  before: Type.Integer(),
  desired: Type.Integer(),
});
export type ScaleMemory = Static<typeof scaleMemory>;

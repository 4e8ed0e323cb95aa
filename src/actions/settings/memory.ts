import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { settings } from './settings.ts';

/** What a plan of changing a service's settings remembers. */
export const settingsMemory = Type.Object({
  cluster: Type.String(),
  service: Type.String(),
  arn: Type.String(),
  /** Id of the deployment that was PRIMARY, and what the one that we may start is to run. */
  primary: Type.String(),
  taskDefinition: Type.String(),
  checked: Type.Boolean(),
  images: Type.Array(Type.String()),
  /** Whether a deployment is started whose tasks must be proven. */
  rolls: Type.Boolean(),
  /** Of what is changed, and of nothing else. */
  before: settings,
  after: settings,
});
export type SettingsMemory = Static<typeof settingsMemory>;

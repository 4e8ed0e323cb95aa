import type { Who } from './who.ts';

/** Who starts a run: somebody, who is judged, or a schedule of stepward.yml, behind which nobody stands. */
export type Starter =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'schedule'; readonly id: string };

const prefix = 'schedule:';

/** How a schedule stands where people stand; no id of a person has a colon in it. */
export const scheduleAsWho = (id: string): Who => ({ id: `${prefix}${id}`, name: `schedule ${id}` });

export const isSchedule = ({ id }: Who): boolean => id.startsWith(prefix);

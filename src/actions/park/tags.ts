import { parkedTag } from '#domain/parked-tag.ts';
import type { ScalableTarget } from '../ports/scaling-read.ts';

/* The service's own memory of what it ran before it was parked: it outlives the program that parked it. */

/** What Application Auto Scaling did until then: `in out scheduled`. */
export const scalingTag = 'stepward:parked-scaling';

export type Tags = Readonly<Record<string, string>>;
type Suspended = ScalableTarget['suspended'];

export const everything: Suspended = { in: true, out: true, scheduled: true };
const directions = ['in', 'out', 'scheduled'] as const;

/** Ours of a service's tags. */
export const ours = (tags: Tags): Record<string, string> =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => name === parkedTag || name === scalingTag));

export const activeOf = (suspended: Suspended): string => directions.filter((each) => !suspended[each]).join(' ');

/** What is suspended once that which was active before is so again. */
export function resumed(suspended: Suspended, stored: string): Suspended {
  const active = stored.split(' ');
  const stays = (each: (typeof directions)[number]): boolean => suspended[each] && !active.includes(each);
  return { in: stays('in'), out: stays('out'), scheduled: stays('scheduled') };
}

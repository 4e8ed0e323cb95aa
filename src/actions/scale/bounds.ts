import type { ScalableTarget } from '../ports/scaling-read.ts';

/** `1 to 4 tasks`. */
export const boundsInWords = ({ min, max }: ScalableTarget): string => `${min} to ${max} tasks`;

/** Neither adds tasks nor takes any away, whatever its policies say. */
const sleeps = ({ suspended }: ScalableTarget): boolean => suspended.in && suspended.out && suspended.scheduled;

/** Why Application Auto Scaling would not leave the count at that, or undefined. */
export function undoneBy(target: ScalableTarget | undefined, service: string, desired: number): string | undefined {
  if (!target) return undefined;
  const { min, max, suspended } = target;
  const raised = desired < min && !suspended.out;
  const lowered = desired > max && !suspended.in;
  if (!raised && !lowered) return undefined;
  return `Application Auto Scaling keeps ${service} at ${boundsInWords(target)}: it would set ${desired} to ${raised ? min : max} again within minutes.`;
}

/** What may still happen to a count that it leaves alone for now. */
export function mayMove(target: ScalableTarget | undefined, service: string): readonly string[] {
  if (!target || sleeps(target)) return [];
  return [
    `Application Auto Scaling keeps ${service} at ${boundsInWords(target)}: a scaling policy may set another count again.`,
  ];
}

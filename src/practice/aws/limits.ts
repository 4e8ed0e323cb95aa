import type { Failure } from '#domain/failure.ts';
import type { ServiceId } from './operations/operation.ts';
import { refusal } from './refusal.ts';

/** Calls per second that are let through; Infinity lifts the limit. */
export interface Limits {
  /** PutParameter, Label- and UnlabelParameterVersion, GetParameterHistory and DescribeParameters share AWS's default of 3. */
  readonly parameters: number;
}

export const awsLimits: Limits = { parameters: 3 };

const shared = [
  'PutParameter',
  'LabelParameterVersion',
  'UnlabelParameterVersion',
  'GetParameterHistory',
  'DescribeParameters',
];

/**
 * A token bucket as AWS has them. The faster of the two clocks fills it: a program that keeps simulated time is not throttled for the
 * speed of the simulation, and a simulated clock that stands still does not starve anybody.
 * @param simulated epoch milliseconds
 */
export function createThrottle(
  { parameters }: Limits,
  simulated: () => number,
): (service: ServiceId, op: string) => void {
  let tokens = parameters;
  let filled = { real: performance.now(), simulated: simulated() };
  return (service, op) => {
    if (service !== 'ssm' || !shared.includes(op) || parameters === Number.POSITIVE_INFINITY) return;
    const now = { real: performance.now(), simulated: simulated() };
    const elapsed = Math.max(now.real - filled.real, now.simulated - filled.simulated);
    tokens = Math.min(parameters, tokens + (elapsed / 1_000) * parameters);
    filled = now;
    if (tokens < 1) throw throttled();
    tokens -= 1;
  };
}

export const throttled = (): Failure => refusal('ThrottlingException', 'Rate exceeded');

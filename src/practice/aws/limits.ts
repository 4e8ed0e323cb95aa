import type { Failure } from '#domain/failure.ts';
import type { ServiceId } from './operations/operation.ts';
import { refusal } from './refusal.ts';

/** Calls per second that are let through; Infinity lifts the limit. */
export interface Limits {
  /** PutParameter, Label- and UnlabelParameterVersion, GetParameterHistory and DescribeParameters share AWS's default of 3. */
  readonly parameters: number;
  /** LookupEvents; AWS's 2 where it is left out. */
  readonly lookUps?: number;
}

export const awsLimits: Limits = { parameters: 3 };

const shared = [
  'PutParameter',
  'LabelParameterVersion',
  'UnlabelParameterVersion',
  'GetParameterHistory',
  'DescribeParameters',
];

type Throttle = (service: ServiceId, op: string) => void;

/** @param simulated epoch milliseconds */
export function createThrottle({ parameters, lookUps = 2 }: Limits, simulated: () => number): Throttle {
  const takeParameters = createBucket(parameters, simulated);
  const takeLookUp = createBucket(lookUps, simulated);
  return (service, op) => {
    if (service === 'ssm' && shared.includes(op)) takeParameters();
    if (op === 'LookupEvents') takeLookUp();
  };
}

/**
 * A token bucket as AWS has them. The faster of the two clocks fills it: a program that keeps simulated time is not throttled for the
 * speed of the simulation, and a simulated clock that stands still does not starve anybody.
 */
function createBucket(perSecond: number, simulated: () => number): () => void {
  let tokens = perSecond;
  let filled = { real: performance.now(), simulated: simulated() };
  return () => {
    if (perSecond === Number.POSITIVE_INFINITY) return;
    const now = { real: performance.now(), simulated: simulated() };
    const elapsed = Math.max(now.real - filled.real, now.simulated - filled.simulated);
    tokens = Math.min(perSecond, tokens + (elapsed / 1_000) * perSecond);
    filled = now;
    if (tokens < 1) throw throttled();
    tokens -= 1;
  };
}

export const throttled = (): Failure => refusal('ThrottlingException', 'Rate exceeded');

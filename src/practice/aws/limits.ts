import type { Failure } from '#domain/failure.ts';
import type { ServiceId } from './operations/operation.ts';
import { refusal } from './refusal.ts';

/** Calls per real second that are let through; Infinity lifts the limit. */
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
 * A token bucket as AWS has them. Real time fills it, whatever the simulated clock does: what it guards against is how fast a
 * program calls, and a clock that stands still would never fill it.
 */
export function createThrottle({ parameters }: Limits): (service: ServiceId, op: string) => void {
  let tokens = parameters;
  let filled = performance.now();
  return (service, op) => {
    if (service !== 'ssm' || !shared.includes(op) || parameters === Number.POSITIVE_INFINITY) return;
    const now = performance.now();
    tokens = Math.min(parameters, tokens + ((now - filled) / 1_000) * parameters);
    filled = now;
    if (tokens < 1) throw throttled();
    tokens -= 1;
  };
}

export const throttled = (): Failure => refusal('ThrottlingException', 'Rate exceeded');

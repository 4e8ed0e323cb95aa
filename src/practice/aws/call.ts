import type { JsonObject } from '#domain/json.ts';

/** One call that reached the practice AWS, as CloudTrail would know it and a little better. */
export interface Call {
  /** Simulated and real time, epoch milliseconds. */
  readonly t: number;
  readonly wall: number;
  readonly service: string;
  readonly op: string;
  readonly write: boolean;
  /** Without the texts of secrets. */
  readonly params: JsonObject;
  readonly principal: string;
  readonly sessionName?: string;
  readonly sourceIdentity?: string;
  readonly accessKeyId: string;
  /** The same for all attempts of one SDK call; empty for what the simulation does itself. */
  readonly invocationId: string;
  /** Whether it took effect, whatever the caller was told. */
  readonly applied: boolean;
  /** Name of the error that the caller got; `dropped` or `hung` if it got nothing. */
  readonly error?: string;
}
